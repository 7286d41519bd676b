"""Trains the network of a model folder on pictures as people write it in Python: torchvision's transforms, a DataLoader with two workers.

    run.py MODEL DATA --kind classes|photos --setting eager|channels_last|compile|compile_channels_last --seconds 15

With "bfloat16_" before the setting, network and head run under torch.autocast.

classes: a folder of pictures for each identity, in folders of groups; two pictures of each identity, each under a random affine change.
photos: photographs; two views of each, with crop, mirror, turn, colour, blur and grey.
"""
import pathlib
import time

import common
import step as steps

WARM_UP = 12


def vision():
    """torchvision's transforms. Its wheel for GPUs, beside a torch without them, lacks operators that transforms do not use."""
    import sys
    import torch
    library = torch.library.Library("torchvision", "FRAGMENT")
    for name, signature in {"nms": "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
                            "qnms": "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"}.items():
        if not hasattr(torch.ops.torchvision, name):
            library.define(name + signature)
    import torchvision
    from torchvision.transforms import v2
    vision.library, vision.version = library, torchvision.__version__
    return v2


if __name__ == "__main__":
    given = common.arguments(__doc__, "model", "data", kind="classes", setting="eager", seconds=15.0)
    torch = common.torch_with_threads()
    v2 = vision()
    import PIL.Image

    import networks

    card = networks.card(given.model)
    side, mode = card["input"]["width"], "L" if card["input"]["channels"] == 1 else "RGB"
    network, recipe = steps.network_for(torch, given.model, given.setting)
    step = steps.make(torch, network, recipe, given.setting)
    files = sorted(p for p in pathlib.Path(given.data).rglob("*") if p.suffix.lower() in (".png", ".jpg", ".jpeg"))
    if given.kind == "classes":
        change = v2.Compose([v2.RandomAffine(10, (0.04, 0.04), (0.9, 1.1), (-8.5, 8.5, -8.5, 8.5), v2.InterpolationMode.BILINEAR, fill=255),
                             v2.Resize((side, side), antialias=True), v2.PILToTensor()])
        identities = {}
        for file in files:
            identities.setdefault(file.parent, []).append(file)
        choices = list(identities.values())
    else:
        change = v2.Compose([v2.RandomResizedCrop(side, (0.4, 1.0), antialias=True), v2.RandomHorizontalFlip(0.28),
                             v2.RandomApply([v2.RandomRotation(25)], 0.25), v2.RandomApply([v2.ColorJitter(0.5, 0.5, 0.5, 0.05)], 0.5),
                             v2.RandomGrayscale(0.1), v2.RandomApply([v2.GaussianBlur(5)], 0.15), v2.PILToTensor()])
        choices = [[file, file] for file in files]

    class Pairs(torch.utils.data.Dataset):
        def __len__(self):
            return len(choices)

        def __getitem__(self, i):
            order = torch.randperm(len(choices[i]))[:2].tolist()
            return tuple(change(PIL.Image.open(choices[i][place]).convert(mode)) for place in order)

    count = recipe["schedule"]["identities"]
    loader = torch.utils.data.DataLoader(Pairs(), batch_size=count, shuffle=True, drop_last=True, num_workers=2, persistent_workers=True,
                                         prefetch_factor=4)

    def batches():
        while True:
            yield from loader

    done, began = 0, None
    for first, second in batches():
        step(torch.cat((first, second)).permute(0, 2, 3, 1))
        done += 1
        if done == WARM_UP:
            began = time.perf_counter()
        if began and time.perf_counter() - began > given.seconds:
            break
    taken = time.perf_counter() - began
    common.report(taken / (2 * count * (done - WARM_UP)), version=f"torch {torch.__version__}, torchvision {vision.version}")
    common.leave()
