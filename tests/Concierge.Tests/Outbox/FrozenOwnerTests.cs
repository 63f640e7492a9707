using System.Reflection;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concierge.Tests.Outbox;

/// <summary>R11: a process that stood still between the commit of a claim and its send must not send: by then another may have.</summary>
public sealed class FrozenOwnerTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Claim_FrozenPastTheLease_IsNotSentByTheOneThatClaimedIt()
    {
        ConciergeTestHost? bot = null;
        bool freeze = true;
        await using ConciergeTestHost host = bot = await ConciergeTestHost.StartAsync(c =>
        {
            c.AddEcho();
            Decorate<IMailbox>(c.Services, (call, result) => (call.Name, result) switch
            {
                (nameof(IMailbox.ReceiveAsync), ValueTask<IReadOnlyList<MailboxLease>> leases) => Expiring(leases, bot!),
                _ => result,
            });
            Decorate<IConversationStore>(c.Services, (call, result) =>
            {
                if (call.Name == nameof(IConversationStore.CommitAsync) && freeze)
                {
                    freeze = false;
                    bot!.Clock.Advance(2 * Lease);
                }

                return result;
            });
        });

        await host.SaysAsync("hi").StaysSilentAsync();
        freeze.Should().BeFalse();
        host.Sends.Should().BeEmpty();

        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        host.Person().HeardTexts.Should().Equal("hi");
        (await host.Person().TranscriptAsync())[1].Attempts.Select(attempt => attempt.Outcome).Should().Equal("interrupted", "accepted");
    }

    private static async ValueTask<IReadOnlyList<MailboxLease>> Expiring(ValueTask<IReadOnlyList<MailboxLease>> leases, ConciergeTestHost bot) =>
        [.. (await leases).Select(lease => lease with { ExpiresAt = bot.Clock.GetUtcNow() + Lease })];

    private static void Decorate<T>(IServiceCollection services, Func<MethodInfo, object?, object?> answer)
        where T : class
    {
        ServiceDescriptor inner = services.Last(service => service.ServiceType == typeof(T));
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var decorated = DispatchProxy.Create<T, Decorator>();
            var decorator = (Decorator)(object)decorated;
            decorator.Inner = inner.ImplementationFactory?.Invoke(provider) ?? inner.ImplementationInstance ?? provider.GetRequiredService(inner.ImplementationType!);
            decorator.Answer = answer;
            return decorated;
        }));
    }

    public class Decorator : DispatchProxy
    {
        public object Inner { get; set; } = null!;

        public Func<MethodInfo, object?, object?> Answer { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!, targetMethod!.Invoke(Inner, args));
    }
}
