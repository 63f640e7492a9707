using System.Net;
using Concierge.Reliability.Tests.Rig;

namespace Concierge.Chaos;

/// <summary>Asks one node all the time, past the balancer, how it is while the database is away.</summary>
internal sealed class OutageWatch : IDisposable
{
    /// <summary>Nobody of the load: who is new is looked up before the message is stored, which is the longest way of a webhook.</summary>
    private const int FirstNewcomer = 10_000;

    private const int NewcomersOfANode = 10_000;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    private readonly ChaosWorld _world;
    private readonly HostProcess _process;
    private readonly AdminClient _http;
    private readonly Caller _caller;
    private readonly List<TimeSpan> _live = [];
    private readonly List<TimeSpan> _databaseCalls = [];
    private readonly int _threadsBefore;
    private int _mostThreads;
    private int _newcomer;

    /// <param name="world">The nodes.</param>
    /// <param name="node">The one to ask; it is counted how many threads it has before anything happens.</param>
    /// <param name="outage">Which outage it is, from zero.</param>
    public OutageWatch(ChaosWorld world, int node, int outage)
    {
        _world = world;
        _process = world.Nodes[node];
        _http = new AdminClient(world.AddressOfNode(node));
        _caller = new Caller(world.AddressOfNode(node), world.Ledger);
        _newcomer = FirstNewcomer + (((outage * world.Nodes.Length) + node) * NewcomersOfANode);
        _threadsBefore = _mostThreads = _process.Threads();
    }

    /// <summary>Answer times of liveness.</summary>
    public IReadOnlyList<TimeSpan> Live => _live;

    /// <summary>How long calls took that ask the database.</summary>
    public IReadOnlyList<TimeSpan> DatabaseCalls => _databaseCalls;

    public int ThreadsBefore => _threadsBefore;

    public int MostThreads => _mostThreads;

    /// <summary>When it first said that it is not ready; null for never.</summary>
    public TimeSpan? NotReadyAfter { get; private set; }

    /// <summary>How often it said after that that it is ready, with the database still away.</summary>
    public int WronglyReady { get; private set; }

    /// <summary>503 without the time to come back.</summary>
    public int SilentRefusals => _caller.SilentRefusals;

    /// <summary>Asks for so long, and then waits for the last answers.</summary>
    public Task LookAsync(TimeSpan length)
    {
        TimeSpan begun = _world.Ledger.Now;
        return Task.WhenAll(
            RepeatAsync(LiveAsync),
            RepeatAsync(() => ReadyAsync(begun)),
            RepeatAsync(() => _caller.PostAsync(_newcomer, $"newcomer-{_newcomer++}")),
            RepeatAsync(async () => _databaseCalls.Add((await TimeAsync("/concierge/api/conversations?limit=1")).Time)));

        async Task RepeatAsync(Func<Task> ask)
        {
            while (_world.Ledger.Now - begun < length)
            {
                await ask();
                await Poll.ForAsync(Pace);
            }
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _caller.Dispose();
    }

    private async Task LiveAsync()
    {
        (HttpStatusCode status, TimeSpan time) = await TimeAsync("/health/live");
        status.Should().Be(HttpStatusCode.OK);
        _live.Add(time);
        _mostThreads = Math.Max(_mostThreads, _process.Threads());
    }

    private async Task ReadyAsync(TimeSpan begun)
    {
        (HttpStatusCode status, _) = await TimeAsync("/health/ready");
        if (status == HttpStatusCode.ServiceUnavailable)
        {
            NotReadyAfter ??= _world.Ledger.Now - begun;
        }
        else if (NotReadyAfter is not null)
        {
            WronglyReady++;
        }
    }

    private async Task<(HttpStatusCode Status, TimeSpan Time)> TimeAsync(string path)
    {
        TimeSpan asked = _world.Ledger.Now;
        HttpStatusCode status = await _http.StatusAsync(path);
        return (status, _world.Ledger.Now - asked);
    }
}
