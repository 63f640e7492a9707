using Concierge.Simulation.Tests.Mutants;
using Concierge.Testing.Simulation;
using Xunit.Abstractions;

namespace Concierge.Simulation.Tests;

/// <summary>
/// Q04: a simulator that finds nothing proves nothing. Each planted bug is of a kind that real bots have had, sits in a
/// decorator and not in the product, and must be found within a thousand seeds.
/// </summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int MostSeeds = 1000;

    [Fact]
    public void AckBeforeCommit_IsFound() => Finds("Lost:", Mutation.OfStore((m, c, t, d) => new AckBeforeCommit(m, c, t, d)));

    [Fact]
    public void CheckThenInsert_IsFound() => Finds("Handled twice:", seed =>
    {
        var seen = new HashSet<UInt128>();
        return Mutation.OfStore((m, c, t, d) => new CheckThenInsert(seen, m, c, t, d));
    });

    [Fact]
    public void DedupWindowOfFiveMinutes_IsFound() => Finds("Handled twice:", Mutation.OfStore((m, c, t, d) => new ShortMemory(m, c, t, d)));

    [Fact]
    public void DoneBeforeSend_IsFound() => Finds("Lost:", Mutation.OfStore((m, c, t, d) => new DoneBeforeSend(m, c, t, d)));

    [Fact]
    public void NoFence_IsFound() => Finds(string.Empty, seed =>
    {
        var latest = new Dictionary<ConversationId, Storage.MailboxLease>();
        return Mutation.OfStore((m, c, t, d) => new LastWriterWins(latest, m, c, t, d));
    });

    [Fact]
    public void OverlappingTurns_AreFound() => Finds("Overlap:", Mutation.OfStore((m, c, t, d) => new TwoLanes(m, c, t, d)));

    [Fact]
    public void RepliesLostWhenTheTurnIsRetried_AreFound() => Finds("Lost:", Mutation.OfStore((m, c, t, d) => new RepliesAfterTheTurn(m, c, t, d)));

    [Fact]
    public void ReceiptsMovingBackwards_AreFound() => Finds("Backwards:", Mutation.OfStore((m, c, t, d) => new ReceiptsBackwards(m, c, t, d)));

    [Fact]
    public void HandOffNotCheckedAtTheClaim_IsFound() => Finds("Talked over:", Mutation.OfStore((m, c, t, d) => new ForgottenTakeOver(m, c, t, d)));

    [Fact]
    public void ReversedOrder_IsFound() => Finds("Order:", Mutation.OfStore((m, c, t, d) => new BackToFront(m, c, t, d)));

    [Fact]
    public void TwoConversationsForOnePerson_AreFound() => Finds("Split:", seed =>
    {
        var known = new Dictionary<ContactAddress, ConversationId>();
        return Mutation.OfStore((m, c, t, d) => new SecondConversation(known, m, c, t, d));
    });

    [Fact]
    public void RefusalAnsweredWith200_IsFound() => Finds("Lost:", Mutation.OfStore((m, c, t, d) => new RefusedIsFine(m, c, t, d)));

    [Fact]
    public void AmbiguousSendRetriedWithoutPolicy_IsFound() =>
        Finds("Repeated:", Mutation.OfChannel(channel => new CertainlyNotSent(channel), options => options.Ambiguity = AmbiguityPolicy.HoldForHuman));

    [Fact]
    public void PostRepeatedByTheHttpStack_IsFound() => Finds("Repeated below:", Mutation.OfChannel(channel => new PostsAgain(channel)));

    [Fact]
    public void SharedRecipient_IsFound() => Finds("Contexts mix:", Mutation.OfChannel(channel => new MixedUpRecipients(channel)));

    [Fact]
    public void TimerNotTakenBack_IsFound() => Finds("Timer:", Mutation.OfStore((m, c, t, d) => new CancelForgotten(m, c, t, d)));

    [Fact]
    public void TimerThatFiresAgain_IsFound() => Finds("Timer:", Mutation.OfStore((m, c, t, d) => new TimerKept(m, c, t, d)));

    [Fact]
    public void FormsEffectBeforeTheCommit_IsFound() => Finds("Form:", Mutation.OfStoreAndRecords((r, m, c, t, d) => new BookedBeforeTheCommit(r, m, c, t, d)));

    [Fact]
    public void FormCompletedAndKept_IsFound() => Finds("Form:", Mutation.OfStore((m, c, t, d) => new FormKept(m, c, t, d)));

    [Fact]
    public void OptOutNotKept_IsFound() => Finds("Opt-out:", Mutation.OfStore((m, c, t, d) => new ForgottenConsent(m, c, t, d)));

    [Fact]
    public void OptOutNotLookedAtWhenSending_IsFound() => Finds("Unasked:", Mutation.OfStore((m, c, t, d) => new UnheardConsent(m, c, t, d)));

    [Fact]
    public void ErasureThatForgetsTheSchedule_IsFound() =>
        Finds("Brought back:", Mutation.OfErasures((e, m, c, ids) => new ScheduleForgotten(e, m, c, ids)));

    [Fact]
    public void ErasedAddressLookedUpAgain_IsFound() => Finds("Left over:", Mutation.OfErasures((e, m, c, ids) => new TombstonesIgnored(e)));

    [Fact]
    public void ErasedConversationBegunAgain_IsFound() => Finds("Brought back:", Mutation.OfErasures((e, m, c, ids) => new ConversationsNotRemembered(e)));

    private void Finds(string kind, SimulationOptions mutant) => Finds(kind, _ => mutant);

    private void Finds(string kind, Func<int, SimulationOptions> mutant)
    {
        for (int seed = 0; seed < MostSeeds; seed++)
        {
            SimulationReport report = Simulator.Run(seed, mutant(seed));
            if (report.Violations.FirstOrDefault(violation => violation.StartsWith(kind, StringComparison.Ordinal)) is { } found)
            {
                output.WriteLine($"Found by seed {seed}: {found}");
                return;
            }
        }

        Assert.Fail($"No seed of {MostSeeds} found the bug.");
    }
}
