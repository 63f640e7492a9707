using Concierge.Storage;
using Concierge.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Simulation.Tests;

/// <summary>The simulator in the hands of a user: own services, own words.</summary>
public sealed class OwnBotTests
{
    #region simulate
    [Fact]
    public void Hotel_UnderAHundredSeeds_KeepsEveryPromise()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            SimulationReport report = Simulator.Run(seed, new SimulationOptions
            {
                Configure = concierge => concierge
                    .AddService("hours", s => s.Keywords("open").Answer("We are open from 9 to 6."))
                    .AddService<WelcomeService>("welcome", s => s.Default()),
                Utterances = ["hello", "when are you open?", "thanks!"],
            });

            report.Violations.Should().BeEmpty("seed {0} shows it again", seed);
        }
    }
    #endregion

    [Fact]
    public void Bot_ThatKeepsAPersonInAField_IsFound()
    {
        SimulationReport? found = Enumerable.Range(0, 1000)
            .Select(seed => Simulator.Run(seed, Forgetful()))
            .FirstOrDefault(report => report.Violations.Count > 0);

        found.Should().NotBeNull();
        found!.Violations[0].Should().StartWith("Contexts mix");
    }

    [Fact]
    public void TurnThatWaitsOnARealTimer_IsNamed()
    {
        SimulationReport report = Simulator.Run(1, new SimulationOptions
        {
            Configure = concierge => concierge.AddService("impatient", s => s.Default(), async turn =>
            {
                await Task.Run(() => { });
                turn.Reply("from another thread");
            }),
        });

        report.Violations.Should().NotBeEmpty();
        report.Violations[0].Should().StartWith("Thread hop").And.Contain(nameof(OwnBotTests));
    }

    [Fact]
    public void EndlessLoop_EndsWithAFinding()
    {
        SimulationReport report = Simulator.Run(1, new SimulationOptions
        {
            MaxSteps = 50_000,
            Configure = concierge => concierge.AddService("spinning", s => s.Default(), async turn =>
            {
                while (true)
                {
                    await Task.Yield();
                }
            }),
        });

        report.Violations.Should().Contain(violation => violation.StartsWith("No end"));
    }

    /// <summary>A store of one's own: this one never frees what a dead process had leased.</summary>
    [Fact]
    public void Store_WhoseLeasesNeverEnd_IsFound()
    {
        var options = new SimulationOptions { CreateStore = CreateForgetfulStore };

        SimulationReport? found = Enumerable.Range(0, 50).Select(seed => Simulator.Run(seed, options)).FirstOrDefault(report => report.Violations.Count > 0);

        found.Should().NotBeNull();
        found!.Violations.Should().Contain(violation => violation.StartsWith("Stuck"));
    }

    [Theory]
    [InlineData(AmbiguityPolicy.HoldForHuman)]
    [InlineData(AmbiguityPolicy.Reconcile)]
    [InlineData(AmbiguityPolicy.Resend)]
    public void Policy_IsKept(AmbiguityPolicy policy)
    {
        SimulationReport[] reports = [.. Enumerable.Range(5000, 150).Select(seed => Simulator.Run(seed, new SimulationOptions { Ambiguity = policy }))];

        reports.SelectMany(report => report.Violations).Should().BeEmpty();
        int duplicates = reports.Sum(report => report.Duplicates);
        switch (policy)
        {
            case AmbiguityPolicy.HoldForHuman:
                duplicates.Should().Be(0);
                break;
            case AmbiguityPolicy.Resend:
                duplicates.Should().BeGreaterThan(0, "else the faults are too mild to prove anything");
                break;
            default:
                break;
        }
    }

    private static SimulationStore CreateForgetfulStore(TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddOptions<ConciergeOptions>();
        services.AddConcierge().UseInMemory();
        services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
        ServiceProvider provider = services.BuildServiceProvider();
        return new SimulationStore(
            provider.GetRequiredService<IMailbox>(),
            provider.GetRequiredService<IConversationStore>(),
            provider.GetRequiredService<ITranscriptStore>(),
            provider.GetRequiredService<IContactDirectory>(),
            provider.GetRequiredService<IRecordStore>(),
            OnProcessDeath: static () => { });
    }

    private static SimulationOptions Forgetful()
    {
        string? person = null;
        return new SimulationOptions
        {
            Utterances = ["who am I?"],
            MaxPersons = 4,
            Configure = concierge => concierge.AddService("forgetful", s => s.Default(), async turn =>
            {
                person = turn.Message.Sender.DisplayName;
                await Task.Delay(TimeSpan.FromSeconds(1), turn.Clock, turn.CancellationToken);
                turn.Reply($"You are {person}.");
            }),
        };
    }

    private sealed class WelcomeService : IService
    {
        public ValueTask HandleAsync(TurnContext turn)
        {
            turn.Reply($"Welcome, {turn.Message.Sender.DisplayName}!");
            return ValueTask.CompletedTask;
        }
    }
}
