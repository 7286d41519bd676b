"""Writes a torchvision resnet18 with random numbers in all tensors, and its feature maps of random pictures.

    python resnet18_reference.py FOLDER

resnet18.safetensors: the state dict. pictures-S.safetensors: "pixels" [N,S,S,3], 0 to 255, and "map" [N,512,h,w], the
output of layer4 in eval mode, in 32 bits.
"""

import copy
import re
import sys

import torch
from safetensors.torch import save_file

SEED = 18
SIZES = {64: 4, 97: 3, 224: 2}  # side in pixels: number of pictures


def import_torchvision():
    """A torchvision built for CUDA cannot load its compiled part beside a torch for CPUs, and then fails to find the
    operators of that part. resnet18 is plain Python and uses none of them, so they are declared without implementation."""
    library = torch.library.Library("torchvision", "FRAGMENT")
    while True:
        try:
            import torchvision

            return torchvision, library
        except RuntimeError as error:
            absent = re.search(r"operator torchvision::(\w+) does not exist", str(error))
            if absent is None:
                raise
            library.define(f"{absent.group(1)}(Tensor a, Tensor b, float c) -> Tensor")
            for name in [name for name in sys.modules if name.startswith("torchvision")]:
                del sys.modules[name]


def norms(model):
    return [module for module in model.modules() if isinstance(module, torch.nn.BatchNorm2d)]


def randomise(model, planes):
    """The initial ones and zeros of norms would hide a gain that is confused with a variance, or a shift with a mean.
    The statistics are close to those of real activations, as after training. If they were drawn independently, values
    would grow from block to block until torchvision's own rounding reached the tolerance."""
    for norm in norms(model):
        torch.nn.init.normal_(norm.weight, 1, 0.4)
        torch.nn.init.normal_(norm.bias, 0, 0.3)
        norm.momentum = None  # the plain mean over all batches
    model.train()
    with torch.no_grad():
        model(planes)
        for norm in norms(model):
            norm.running_mean += 0.2 * torch.randn_like(norm.running_mean) * norm.running_var.sqrt()
            norm.running_var *= torch.empty_like(norm.running_var).uniform_(0.7, 1.4)
    model.eval()


def normalised(torchvision, pixels, dtype):
    """[N,S,S,3] bytes -> [N,3,S,S], with the preset of torchvision's own weights."""
    preset = torchvision.models.ResNet18_Weights.IMAGENET1K_V1.transforms()
    planes = torchvision.transforms.functional.convert_image_dtype(pixels.permute(0, 3, 1, 2), dtype)
    return torchvision.transforms.functional.normalize(planes, mean=preset.mean, std=preset.std)


def feature_map(model, planes):
    maps = []
    hook = model.layer4.register_forward_hook(lambda module, inputs, output: maps.append(output))
    with torch.inference_mode():
        model(planes)
    hook.remove()
    return maps[0].contiguous()


def random_pictures(count, size):
    return torch.randint(0, 256, (count, size, size, 3), dtype=torch.uint8)


def main(folder):
    torchvision, _ = import_torchvision()
    print(f"torchvision {torchvision.__version__}, torch {torch.__version__}, seed {SEED}")
    torch.manual_seed(SEED)
    model = torchvision.models.resnet18(weights=None)
    randomise(model, normalised(torchvision, random_pictures(8, 128), torch.float32))
    save_file(model.state_dict(), f"{folder}/resnet18.safetensors")
    finer = copy.deepcopy(model).double()
    for size, count in SIZES.items():
        pixels = random_pictures(count, size)
        result = feature_map(model, normalised(torchvision, pixels, torch.float32))
        exact = feature_map(finer, normalised(torchvision, pixels, torch.float64))
        rounding = ((result - exact).abs() / exact.abs().clamp(min=1)).max()
        print(f"torchvision  {size}x{size}, in 32 bits against itself in 64: {rounding:.1e} of max(1, |value|)")
        save_file({"pixels": pixels.float(), "map": result}, f"{folder}/pictures-{size}.safetensors")


main(sys.argv[1])
