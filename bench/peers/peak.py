"""The fp32 peak of the machine as PyTorch reaches it: GFLOP/s of a 3x3 convolution, and GB/s of a sum over a large array."""
import common

given = common.arguments(__doc__, seconds=2.0)
torch = common.torch_with_threads()
torch.set_grad_enabled(False)
maps = torch.rand(64, 256, 16, 16).contiguous(memory_format=torch.channels_last)
kernel = torch.rand(256, 256, 3, 3).contiguous(memory_format=torch.channels_last)
large = torch.ones(1 << 27)
convolution = common.seconds_each(lambda: torch.nn.functional.conv2d(maps, kernel), given.seconds)
reading = common.seconds_each(lambda: large.sum(), given.seconds)
common.report(gigaflops=2 * 64 * 256 * 14 ** 2 * 256 * 9 / convolution / 1e9, gigabytes=4 * (1 << 27) / reading / 1e9,
              version="torch " + torch.__version__)
