using Concierge.Scheduling;
using Concierge.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Turns;

/// <summary>Takes an input that cannot be handled out of its conversation's way, so that the next ones are.</summary>
internal sealed class Quarantine(
    IOptions<ConciergeOptions> options,
    ConciergeStatistics statistics,
    ILogger<Quarantine> logger)
{
    /// <summary>True when the first input was given up; the next commit writes it to the dead letters.</summary>
    public bool TakeIfPoison(Lane lane)
    {
        LaneInput input = lane.Peek()!;
        if (Reason(input) is not { } reason)
        {
            return false;
        }

        lane.Take();
        Bury(lane, input, reason);
        return true;
    }

    /// <summary>Gives up everything that waits in a mailbox that belongs to no conversation.</summary>
    public async ValueTask RejectAllAsync(Lane lane, CancellationToken cancellationToken)
    {
        while (lane.HasInputs)
        {
            Bury(lane, lane.Take(), "There is no such conversation.");
        }

        await lane.CommitAsync(cancellationToken);
    }

    private string? Reason(LaneInput input)
    {
        if (input.Decoded is null)
        {
            return "The stored bytes are damaged.";
        }

        if (input.Item.Failures >= options.Value.MaxTurnFailures)
        {
            return $"Handling it failed {input.Item.Failures} times.";
        }

        return input.Deaths >= options.Value.MaxProcessDeaths
            ? $"The process died {input.Deaths} times while handling it."
            : null;
    }

    private void Bury(Lane lane, LaneInput input, string reason)
    {
        statistics.Quarantined();
        Log.Quarantined(logger, lane.Id, reason);
        lane.GiveUp(new DeadLetter
        {
            Conversation = lane.Id,
            Kind = DeadLetterKind.Inbound,
            Reason = reason,
            At = lane.Clock.GetUtcNow(),
            Payload = input.Item.Payload,
            Raw = input.Item.Raw,
        });
    }
}
