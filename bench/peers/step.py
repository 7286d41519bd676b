"""Trains a network of Likeness in PyTorch on one batch, again and again, as the product does: forward, losses, backward, clipping, AdamW, moving
average.

    step.py MODEL --setting eager|channels_last|compile|compile_channels_last|eager_plain --seconds 5

With "bfloat16_" before the setting, network and head run under torch.autocast. The head concat is split as ours is, conv(concat(a, b)) = Wa a + Wb b,
but in eager_plain, where it is written as it is defined.
"""
import common


def make(torch, network, recipe, setting):
    """The function that computes one step from pixels uint8 [2N,H,W,c], first pictures first."""
    brief = setting.startswith("bfloat16")
    from torch.nn import functional
    negatives, temperature = recipe["objective"]["negatives"], recipe["objective"]["temperature"]
    schedule = recipe["schedule"]
    decayed = [p for p in network.parameters() if p.dim() > 1]
    others = [p for p in network.parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": schedule["weight-decay"]}, {"params": others, "weight_decay": 0.0}],
        lr=schedule["learning-rate"], betas=(0.9, 0.99), eps=1e-8, fused=True)
    parameters = decayed + others
    averages = [p.detach().clone() for p in parameters]

    def losses(pixels, partner):
        n = len(pixels) // 2
        with torch.autocast("cpu", torch.bfloat16, enabled=brief):
            embedding, prepared = network.encode(pixels)
        embedding = embedding.float()
        first, second = embedding[:n], embedding[n:]
        cosines = first @ second.t()
        match = torch.arange(n)
        rows = [match]
        for kind in negatives:
            if kind == "random":
                rows.append(partner)
            else: # hardest
                hidden = cosines.detach() - 4 * torch.eye(n)
                rows.append(hidden.argmax(1))
        a = prepared[:n].index_select(0, match.repeat(len(rows)))
        b = prepared[n:].index_select(0, torch.cat(rows))
        with torch.autocast("cpu", torch.bfloat16, enabled=brief):
            scores = network.head.combine(a, b).float().mean((1, 2, 3))
        entropy = 0.5 * (functional.softplus(-scores[:n]).mean() + functional.softplus(scores[n:]).mean())
        logits = cosines / temperature
        return entropy + 0.5 * (functional.cross_entropy(logits, match) + functional.cross_entropy(logits.t(), match))

    if "compile" in setting:
        losses = torch.compile(losses)

    def step(pixels):
        n = len(pixels) // 2
        partner = (torch.arange(n) + 1 + torch.randint(n - 1, (n,))) % n
        loss = losses(pixels, partner)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 5.0, foreach=True)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        with torch.no_grad():
            torch._foreach_lerp_(averages, [p.detach() for p in parameters], 1 - schedule["average"])
        return loss.item()

    return step


def network_for(torch, folder, setting):
    import networks
    network = networks.load(folder).train()
    if setting.endswith("plain"):
        network.head.split = False
    if "channels_last" in setting:
        network.in_channels_last()
    return network, networks.card(folder)["provenance"]["recipe"]


if __name__ == "__main__":
    given = common.arguments(__doc__, "model", setting="eager", seconds=5.0)
    torch = common.torch_with_threads()
    network, recipe = network_for(torch, given.model, given.setting)
    step = make(torch, network, recipe, given.setting)
    import networks
    shape = networks.card(given.model)["input"]
    pictures = 2 * recipe["schedule"]["identities"]
    pixels = torch.randint(0, 256, (pictures, shape["height"], shape["width"], shape["channels"]), dtype=torch.uint8)
    common.report(common.seconds_each(lambda: step(pixels), given.seconds), version="torch " + torch.__version__)
    common.leave()
