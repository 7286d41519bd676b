"""Trains the network of a model folder on pictures as people write it in Python: torchvision's transforms, a DataLoader with two workers.

    run.py MODEL DATA --kind classes|photos --setting eager|channels_last|compile|compile_channels_last --seconds 15

With "bfloat16_" before the setting, network and head run under torch.autocast.

classes: a folder of pictures for each identity, in folders of groups; two pictures of each identity, each under a random affine change.
photos: photographs; two augmented views of each, with the transforms and probabilities of Likeness as far as torchvision has them: see views().
"""
import io
import pathlib
import random
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


def views(torch, v2, side):
    """The augmentation of Likeness (its Edits of strength 1), with the same probabilities; an eighth of the views are nearly the original.
    Screenshots, lettering, watermarks and the shapes of stickers are left out, as torchvision has none of them; about a tenth of our views
    has each. JPEG is Pillow's, as torchvision's needs a library that its wheel may not find."""
    def some(probability, *changes):
        return v2.RandomApply(list(changes), probability)

    def saved(picture):
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=random.randint(5, 95))
        return PIL.Image.open(file).convert(picture.mode)

    whole = v2.Resize((side, side), antialias=True)
    quarters = [v2.RandomRotation((angle, angle)) for angle in (90, 270, 180)]
    return v2.Compose([
        v2.RandomChoice([v2.RandomResizedCrop(side, (0.4, 1.0), (0.82, 1.22), antialias=True), whole]),
        v2.RandomPerspective(0.16, 0.087),
        some(0.22, v2.RandomRotation(25)),
        some(0.165, v2.RandomChoice(quarters, [0.4, 0.4, 0.2])),
        v2.RandomHorizontalFlip(0.24),
        some(0.46, v2.ColorJitter(brightness=0.3, contrast=0.3)),
        some(0.3, v2.ColorJitter(saturation=0.5, hue=0.05)),
        v2.RandomGrayscale(0.057),
        some(0.226, v2.RandomZoomOut(127, (1.05, 2.0), 1.0), whole), # a border
        some(0.087, v2.Resize(32), whole), # a thumbnail
        some(0.157, v2.GaussianBlur(5, (0.3, 1.3))),
        some(0.47, saved),
        v2.PILToTensor(),
        v2.RandomErasing(0.087, (0.01, 0.2)), # a sticker
        some(0.13, v2.ToDtype(torch.float32, scale=True), v2.GaussianNoise(0, 0.04), v2.ToDtype(torch.uint8, scale=True)),
    ])


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
        change = views(torch, v2, side)
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
