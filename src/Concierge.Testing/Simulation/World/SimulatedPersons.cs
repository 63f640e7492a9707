using System.Globalization;
using Concierge.Channels;
using Concierge.Testing.Simulation.Checks;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>Persons who write in bursts or after a pause for thought, fill in forms, change their minds, and leave.</summary>
internal sealed class SimulatedPersons
{
    /// <summary>From the first word to the yes.</summary>
    private const int FormSteps = 4;

    private readonly SimulationWorld _world;
    private readonly SimulatedProvider _provider;
    private readonly SimulationRandom _random;
    private readonly Dictionary<int, OutboundMessage> _heard = [];

    public SimulatedPersons(SimulationWorld world, SimulatedProvider provider)
    {
        _world = world;
        _provider = provider;
        _random = world.Random.Fork();
        world.Arrived += (person, message) => _heard[person] = message;
    }

    public Task WriteAsync() =>
        Task.WhenAll(Enumerable.Range(0, _world.Plan.Persons).Select(person => _world.Start(() => WriteAsync(person))));

    private async Task WriteAsync(int person)
    {
        int messages = _random.Between(1, _world.Options.MaxMessages);
        double books = _world is { HasEchoBot: true, Plan.HasForm: true } && _random.Chance(0.7) ? 0.85 : 0;
        messages += books > 0 ? FormSteps : 0;
        double isHasty = books > 0 ? 0.15 : 0.5;
        for (int i = 0; i < messages; i++)
        {
            await _world.Delay(_random.Chance(isHasty) ? _random.Seconds(0, 0.3) : _random.Seconds(0.3, 20));
            Write(person, books);
        }
    }

    private void Write(int person, double books)
    {
        if (_random.Chance(_world.Plan.OptOuts))
        {
            Say(person, _random.Chance(0.6) ? SimulatedWords.OptOut : SimulatedWords.OptIn);
        }
        else if (_random.Chance(books))
        {
            Book(person);
        }
        else
        {
            IReadOnlyList<string> utterances = _world.Options.Utterances;
            Say(person, utterances.Count > 0 ? utterances[_random.Next(utterances.Count)] : null);
        }
    }

    /// <summary>Answers what was asked last, or begins.</summary>
    private void Book(int person)
    {
        OutboundMessage? heard = _heard.GetValueOrDefault(person);
        string text = heard?.PlainText ?? string.Empty;
        if (text.Contains("• ", StringComparison.Ordinal))
        {
            Confirm(person, heard!);
        }
        else if (text.Contains(SimulatedWords.WhichRoom, StringComparison.Ordinal))
        {
            Answer(person, heard!, _random.Next(3));
        }
        else if (text.Contains(SimulatedWords.HowManyNights, StringComparison.Ordinal))
        {
            Say(person, _random.Chance(0.85) ? Nights() : "many");
        }
        else
        {
            Say(person, SimulatedWords.Book);
        }
    }

    private void Confirm(int person, OutboundMessage summary)
    {
        switch (_random.Next(10))
        {
            case 0:
                Say(person, $"no, {Nights()} nights");
                break;
            case 1:
                Say(person, $"no, {SimulatedWords.Rooms[_random.Next(SimulatedWords.Rooms.Count)]}");
                break;
            case 2:
                Answer(person, summary, 2);
                break;
            case 3:
                Answer(person, summary, 0);
                Answer(person, summary, 0);
                break;
            default:
                Answer(person, summary, 0);
                break;
        }
    }

    private string Nights() => _random.Between(1, 9).ToString(CultureInfo.InvariantCulture);

    /// <summary>Taps where there are buttons; writes the number where there are none.</summary>
    private void Answer(int person, OutboundMessage heard, int index)
    {
        if (heard is ChoiceMessage choice && index < choice.Choices.Count)
        {
            Choice tapped = choice.Choices[index];
            Send(person, new ChoiceBody(tapped.Id, tapped.Title), tapped.Title);
        }
        else
        {
            Say(person, (index + 1).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Says something; null for a sentence like no other.</summary>
    private void Say(int person, string? text)
    {
        string said = text ?? $"m{_world.Ledger.Messages.Count + 1} says {RequestWatcher.Canary(person)}";
        Send(person, new TextBody(said), said, isToken: text is null);
    }

    private void Send(int person, MessageBody body, string text, bool isToken = false)
    {
        DateTimeOffset now = _world.Now;
        var message = new MessageFact
        {
            Id = $"in.{_world.Ledger.Messages.Count + 1}",
            Person = person,
            Text = text,
            SentAt = now,
            IsToken = isToken,
            IsPlain = isToken,
            Confirms = text is "Confirm" or "1",
            ChoiceId = (body as ChoiceBody)?.ChoiceId,
        };
        _world.Ledger.Messages.Add(message.Id, message);
        _provider.Publish(new MessageReceived
        {
            AccountId = SimulatedProcess.AccountId,
            Id = message.Id,
            OccurredAt = now,
            Sender = Phonebook.Identity(person),
            Body = body,
        });
    }
}
