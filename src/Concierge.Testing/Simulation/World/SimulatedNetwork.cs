using Concierge.Channels;
using Concierge.Testing.Channels;
using Concierge.Testing.Simulation.Checks;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>The way from one process to the provider's API: requests arrive late or not at all, answers get lost.</summary>
internal sealed class SimulatedNetwork(SimulationWorld world, SimulatedProvider provider, SimulatedProcess process) : ITestProvider
{
    private readonly SimulationRandom _random = world.Random.Fork();

    public async ValueTask<SendResult> SendAsync(TestChannel channel, OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        int person = Phonebook.Person(attempt.Recipient);
        AttemptFact? fact = world.Requests.Began(attempt, message, person, world.Plan.Persons);
        world.Note($"request {attempt.AttemptId} of process {process.Number}");
        var answer = new TaskCompletionSource<SendResult>();
        await using CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            MarkAmbiguous(fact);
            answer.TrySetCanceled(cancellationToken);
        });
        _ = world.Start(async () =>
        {
            await TravelAsync(message, attempt, person, fact, answer);
            if (fact is not null)
            {
                fact.IsOver = true;
            }
        });
        return await answer.Task;
    }

    public ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken) =>
        throw new MediaUnavailableException("Simulated persons send no files.");

    public ValueTask<MediaSource> UploadAsync(Stream content, string mimeType, string? fileName, CancellationToken cancellationToken) =>
        ValueTask.FromResult(MediaSource.FromId("file"));

    public void ShowTyping(ContactIdentity recipient)
    {
        // Nobody looks.
    }

    public void MarkRead(string messageId)
    {
        // Nobody looks.
    }

    private async Task TravelAsync(OutboundMessage message, SendAttempt attempt, int person, AttemptFact? fact, TaskCompletionSource<SendResult> answer)
    {
        await world.Delay(_random.Seconds(0.01, 0.3));
        if (!_random.Chance(world.Plan.SendFaults))
        {
            string id = Arrive(message, attempt, person, fact);
            await world.Delay(_random.Seconds(0.01, 0.3));
            answer.TrySetResult(SendResult.Accepted(id));
            return;
        }

        switch (_random.Next(7))
        {
            case 0:
                Arrive(message, attempt, person, fact);
                await AnswerAmbiguouslyAsync(fact, answer);
                break;
            case 1:
                await AnswerAmbiguouslyAsync(fact, answer);
                break;
            case 2:
                // The connection hangs; the effect may come even after the caller gave up.
                await world.Delay(_random.Seconds(0, 40));
                Arrive(message, attempt, person, fact);
                MarkAmbiguous(fact);
                break;
            case 3:
                MarkAmbiguous(fact);
                break;
            case 4:
                answer.TrySetResult(SendResult.Retry((RetryScope)_random.Next(3), _random.Seconds(0.5, 20), "429"));
                break;
            case 5:
                answer.TrySetResult(SendResult.Retry());
                break;
            default:
                answer.TrySetResult(SendResult.Rejected(RejectReason.RecipientUnreachable, "131026"));
                break;
        }
    }

    private async Task AnswerAmbiguouslyAsync(AttemptFact? fact, TaskCompletionSource<SendResult> answer)
    {
        await world.Delay(_random.Seconds(0.01, 3));
        MarkAmbiguous(fact);
        answer.TrySetResult(SendResult.Ambiguous("Cut off."));
    }

    private static void MarkAmbiguous(AttemptFact? fact)
    {
        if (fact is not null)
        {
            fact.IsAmbiguous = true;
        }
    }

    /// <summary>The message is at the person's; nothing takes it back.</summary>
    private string Arrive(OutboundMessage message, SendAttempt attempt, int person, AttemptFact? fact)
    {
        world.Ledger.Effects++;
        if (fact is not null)
        {
            fact.EffectAt ??= world.Now;
        }

        string id = $"out.{world.Ledger.Effects}";
        world.Note($"arrived {attempt.AttemptId} as {id}");
        world.Arrive(person, message);
        provider.Start(() => ReportAsync(attempt, person, id));
        return id;
    }

    /// <summary>Receipts: most at once, some late, some never, in any order.</summary>
    private async Task ReportAsync(SendAttempt attempt, int person, string id)
    {
        DeliveryStatus last = (DeliveryStatus)_random.Between((int)DeliveryStatus.Sent, (int)DeliveryStatus.Read);
        for (DeliveryStatus status = DeliveryStatus.Sent; status <= last; status++)
        {
            if (_random.Chance(0.02))
            {
                continue;
            }

            double luck = _random.NextDouble();
            TimeSpan delay = luck < 0.9 ? _random.Seconds(0.01, 3) : luck < 0.98 ? _random.Seconds(1, 15) : _random.Seconds(10, 75);
            await world.Delay(delay * 0.5);
            ReceiptReceived receipt = Receipt(attempt, person, id, status);
            provider.Start(() => PublishLaterAsync(receipt, delay));
        }
    }

    private async Task PublishLaterAsync(ReceiptReceived receipt, TimeSpan delay)
    {
        await world.Delay(delay);
        provider.Publish(receipt);
    }

    private ReceiptReceived Receipt(SendAttempt attempt, int person, string id, DeliveryStatus status) => new()
    {
        AccountId = SimulatedProcess.AccountId,
        MessageId = id,
        AttemptId = attempt.AttemptId,
        RawStatus = status.ToString().ToLowerInvariant(),
        Status = status,
        Recipient = Phonebook.Identity(person),
        OccurredAt = world.Now,
    };
}
