using Concierge.Channels;
using Concierge.InMemory;
using Concierge.Storage;
using Concierge.Testing.Channels;
using Concierge.Testing.Simulation.Scheduling;
using Concierge.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Testing;

/// <summary>
/// Your bot in a test: the real journey from signed webhook to receipt, with a built-in channel, stores in memory and a clock
/// that moves only when told. Everything runs on the test's thread and is at rest when a call returns, so nothing has to be
/// waited for. Drive it from one test at a time.
/// </summary>
/// <remarks>
/// A turn that waits on the injected <see cref="TimeProvider"/> moves the clock by itself. A turn that waits for something real
/// (a web service) is given real time, at most <see cref="RealTimeout"/>.
/// </remarks>
public sealed class ConciergeTestHost : IAsyncDisposable
{
    internal const string AccountId = "test-account";

    private const int MaxBacklog = 1_000_000;
    private const long FirstNumber = 15_550_100_000;

    private readonly Action<IConciergeBuilder> _configure;
    private readonly ChannelCapabilities _capabilities;
    private readonly HostLoop _loop;
    private readonly SimulationRandom _random = new(seed: 1);
    private readonly InMemoryStore _store;
    private readonly List<Exception> _failures = [];
    private readonly Dictionary<string, TestPerson> _persons = [];
    private HostProcess _process = null!;
    private int _messages;

    private ConciergeTestHost(Action<IConciergeBuilder> configure, DateTimeOffset? now, ChannelCapabilities capabilities)
    {
        _configure = configure;
        _capabilities = capabilities;
        Clock = new VirtualTimeProvider(now);
        Provider = new HostProvider(Clock);
        _loop = new HostLoop(Clock);
        _store = new InMemoryStore(Clock, MaxBacklog);
    }

    /// <summary>The clock that the bot sees. Move it with <see cref="AdvanceAsync"/>; <see cref="VirtualTimeProvider.StepWallClock"/> makes it wrong.</summary>
    public VirtualTimeProvider Clock { get; }

    /// <summary>The bot's services.</summary>
    public IServiceProvider Services => _process.Services;

    /// <summary>What turns threw, oldest first. They are tried again as in production: after <see cref="ConciergeOptions.TurnRetryDelay"/>.</summary>
    public IReadOnlyList<Exception> Failures => _failures;

    /// <summary>How long a turn may wait for something real.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan RealTimeout
    {
        get => _loop.RealTimeout;
        set => _loop.RealTimeout = value;
    }

    /// <summary>How long something real may be silent before a turn that also waits on the clock moves it. Zero for bots that do nothing real.</summary>
    /// <value>The default is 20 milliseconds.</value>
    public TimeSpan RealPatience
    {
        get => _loop.RealPatience;
        set => _loop.RealPatience = value;
    }

    /// <summary>Every request that reached the provider, oldest first.</summary>
    public IReadOnlyList<TestSend> Sends => Provider.Sends;

    internal HostProvider Provider { get; }

    /// <summary>Starts a bot.</summary>
    /// <param name="configure">Adds what your own <c>Program.cs</c> adds after <c>AddConcierge()</c>, without channel and store.</param>
    /// <param name="now">The time at which the test begins; null for 2026-01-01T00:00Z.</param>
    /// <param name="capabilities">What the channel can do natively, to see how the bot looks on a poorer one; null for everything.</param>
    public static Task<ConciergeTestHost> StartAsync(Action<IConciergeBuilder> configure, DateTimeOffset? now = null, ChannelCapabilities? capabilities = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var host = new ConciergeTestHost(configure, now, capabilities ?? HostProcess.AllCapabilities);
        host.StartProcess();
        return Task.FromResult(host);
    }

    /// <summary>A person; the same name is the same person.</summary>
    public TestPerson Person(string name = "Ann")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!_persons.TryGetValue(name, out TestPerson? person))
        {
            person = new TestPerson(this, name, $"{FirstNumber + _persons.Count}");
            _persons.Add(name, person);
            Provider.Add(person);
        }

        return person;
    }

    /// <summary>A colleague at the desk.</summary>
    public TestColleague Colleague(string name = "Olga")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new TestColleague(this, name);
    }

    /// <summary>Ann writes a text: for tests with one person.</summary>
    public Task<TestAnswers> SaysAsync(string text) => Person().SaysAsync(text);

    /// <summary>Lets virtual time pass and everything happen that becomes due.</summary>
    public Task AdvanceAsync(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        _loop.Advance(by);
        return Task.CompletedTask;
    }

    /// <summary>The provider gives these answers to the next sends, one each, and then accepts again. A message reaches its person only when it is accepted.</summary>
    public void AnswerNextSends(params SendResult[] answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        foreach (SendResult answer in answers)
        {
            Provider.NextAnswers.Enqueue(answer);
        }
    }

    /// <summary>The next sends arrive at their person, but the bot never hears of it: their outcome is ambiguous.</summary>
    /// <param name="count">How many.</param>
    public void LoseNextAnswers(int count = 1) => Provider.AnswersToLose = count;

    /// <summary>The next sends reach nobody and are never answered, until the bot gives up after <see cref="OutboxOptions.SendTimeout"/> or ends.</summary>
    /// <param name="count">How many.</param>
    public void HangNextSends(int count = 1) => Provider.SendsToHang = count;

    /// <summary>The provider delivers these events in one webhook: receipts, hand-offs, notices, what is unknown.</summary>
    /// <exception cref="InvalidOperationException">The bot did not answer 200.</exception>
    public Task DeliverAsync(params ChannelEvent[] events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return ReceiveAsync(events);
    }

    /// <summary>Stops the bot as a deployment does and starts it again on the same store.</summary>
    public async Task RestartAsync()
    {
        await StopProcessAsync();
        _store.AbandonLeases();
        StartProcess();
    }

    /// <summary>Ends the bot between two steps, as a power failure does, and starts it again on the same store.</summary>
    public Task CrashAsync()
    {
        _process.Kill();
        _loop.Activity.Reset();
        _store.AbandonLeases();
        StartProcess();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Ends the bot at this very point of a turn, as a power failure does: for code that runs inside one (a service, a tool, a model).
    /// Await it; it never completes. <see cref="CrashAsync"/> starts the bot again.
    /// </summary>
    public Task DieHereAsync()
    {
        _process.Kill();
        _loop.Activity.Reset();
        return new TaskCompletionSource().Task;
    }

    /// <summary>Received and sent messages that were given up, newest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync() =>
        await _store.ListDeadLettersAsync(null, int.MaxValue, CancellationToken.None);

    /// <summary>Stops the bot.</summary>
    public ValueTask DisposeAsync() => StopProcessAsync();

    internal string NextMessageId() => $"in.{++_messages}";

    /// <summary>Delivers a webhook and lets everything happen that follows.</summary>
    internal Task ReceiveAsync(IReadOnlyList<ChannelEvent> events)
    {
        WebhookAnswer? answer = null;
        _loop.Run(_process.Context, async () => answer = await _process.AcceptAsync(events));
        return answer!.StatusCode == 200
            ? Task.CompletedTask
            : throw new InvalidOperationException($"The bot answered the webhook with {answer.StatusCode}.");
    }

    internal async Task ActAsync(TestPerson person, Func<IConciergeDesk, ConversationId, ValueTask<AppendStatus>> action)
    {
        ArgumentNullException.ThrowIfNull(person);
        ConversationId conversation = await FindAsync(person) ?? throw new InvalidOperationException($"{person.Name} has not written yet: there is no conversation.");
        IConciergeDesk desk = Services.GetRequiredService<IConciergeDesk>();
        _loop.Run(_process.Context, async () => await action(desk, conversation));
    }

    internal async Task<ConversationDocument?> LoadAsync(TestPerson person) =>
        await FindAsync(person) is { } conversation && await _store.LoadAsync(conversation, CancellationToken.None) is { } stored
            ? ConciergeJson.ReadDocument(stored.Document.Span)
            : null;

    internal async Task<IReadOnlyList<TranscriptEntry>> ReadTranscriptAsync(TestPerson person) =>
        await FindAsync(person) is { } conversation
            ? [.. (await _store.ReadAsync(conversation, null, int.MaxValue, CancellationToken.None)).Reverse()]
            : [];

    private ValueTask<ConversationId?> FindAsync(TestPerson person) =>
        _store.FindAsync(HostProcess.Account, person.Identity.Addresses, CancellationToken.None);

    private void StartProcess()
    {
        _process = new HostProcess(_configure, _loop, Clock, _store, Provider, _random, _failures, _capabilities);
        _loop.Run(_process.Context, _process.StartAsync);
    }

    private ValueTask StopProcessAsync()
    {
        _loop.Run(_process.Context, _process.StopAsync);
        _process.Kill();
        _loop.Activity.Reset();
        return _process.Services.DisposeAsync();
    }
}
