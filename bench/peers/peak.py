"""The fp32 peak of the machine as PyTorch reaches it: GFLOP/s of a large matrix product, and GB/s of a sum over a large array."""
import common

given = common.arguments(__doc__, seconds=2.0)
torch = common.torch_with_threads()
a, b = torch.randn(2048, 2048), torch.randn(2048, 2048)
large = torch.ones(1 << 27)
product = common.seconds_each(lambda: a @ b, given.seconds)
reading = common.seconds_each(lambda: large.sum(), given.seconds)
common.report(gigaflops=2 * 2048 ** 3 / product / 1e9, gigabytes=4 * (1 << 27) / reading / 1e9, version="torch " + torch.__version__)
