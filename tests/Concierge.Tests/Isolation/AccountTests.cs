using Concierge.Channels;
using Concierge.Storage;
using Concierge.Testing.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;

namespace Concierge.Tests.Isolation;

/// <summary>S08: an account's secret speaks for that account and for no other, whatever the body says.</summary>
public sealed class AccountTests
{
    private const int Accounts = 5;

    [Fact]
    public async Task AnyCombination_OfSecretRouteAndAccountId_CrossesNoAccount()
    {
        TestChannel[] channels = [.. Enumerable.Range(0, Accounts).Select(Channel)];
        await using ServiceProvider services = Build(channels);
        var journey = services.GetRequiredService<ConciergeJourney>();
        var mailbox = services.GetRequiredService<IMailbox>();
        var random = new Random(8);
        long stored = 0;

        for (int i = 0; i < 10_000; i++)
        {
            int secret = random.Next(Accounts);
            int route = random.Next(Accounts);
            int claimed = random.Next(Accounts + 2);
            WebhookRequest request = channels[secret].CreateWebhook([Message(i, claimed < Accounts ? channels[claimed].AccountId : claimed == Accounts ? null : "stranger")]);

            WebhookAnswer answer = await journey.AcceptAsync(channels[route], request, CancellationToken.None);

            answer.StatusCode.Should().Be(secret == route ? 200 : 401);
            bool isOwn = secret == route && (claimed == route || claimed == Accounts);
            stored += isOwn ? 1 : 0;
            (await mailbox.CountAsync(CancellationToken.None)).Should().Be(stored, "secret {0}, route {1}, claimed {2}", secret, route, claimed);
        }

        stored.Should().BeGreaterThan(300);
    }

    /// <summary>The same provider id and the same person on two accounts are two messages of two conversations.</summary>
    [Fact]
    public async Task SameIdAndPerson_OnTwoAccounts_AreTwo()
    {
        TestChannel[] channels = [.. Enumerable.Range(0, 2).Select(Channel)];
        await using ServiceProvider services = Build(channels);
        var journey = services.GetRequiredService<ConciergeJourney>();

        foreach (TestChannel channel in channels)
        {
            await journey.AcceptAsync(channel, channel.CreateWebhook([Message(1, channel.AccountId)]), CancellationToken.None);
            await journey.AcceptAsync(channel, channel.CreateWebhook([Message(1, channel.AccountId)]), CancellationToken.None);
        }

        IReadOnlyList<MailboxLease> leases = await services.GetRequiredService<IMailbox>().ReceiveAsync(10, CancellationToken.None);
        leases.Should().HaveCount(2).And.OnlyContain(lease => lease.Items.Count == 1);
        leases.Select(lease => lease.Conversation).Should().OnlyHaveUniqueItems();
    }

    /// <summary>S01 in small: no changed byte is accepted, and a command is not an event however well it is signed.</summary>
    [Fact]
    public async Task ChangedBytes_AreRefused()
    {
        TestChannel channel = Channel(0);
        await using ServiceProvider services = Build([channel]);
        var journey = services.GetRequiredService<ConciergeJourney>();
        WebhookRequest request = channel.CreateWebhook([Message(1, channel.AccountId)]);
        byte[] body = request.Body.ToArray();

        for (int bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            WebhookAnswer answer = await journey.AcceptAsync(channel, new WebhookRequest("POST", request.Path, request.Header, body), CancellationToken.None);
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            answer.StatusCode.Should().Be(401);
        }

        (await services.GetRequiredService<IMailbox>().CountAsync(CancellationToken.None)).Should().Be(0);
    }

    private static TestChannel Channel(int number) =>
        new(new AccountKey("test", $"a{number}"), $"id{number}", [(byte)number, 1, 2, 3], new ChannelCapabilities(), provider: null!);

    private static MessageReceived Message(int number, string? accountId) => new()
    {
        AccountId = accountId,
        Id = $"m{number}",
        Sender = new ContactIdentity { Addresses = [new ContactAddress(ContactAddressKind.Phone, $"4900{number % 50}")] },
        Body = new TextBody("hi"),
    };

    /// <summary>The core without its hosted service: what arrives stays in the mailbox and can be counted.</summary>
    private static ServiceProvider Build(TestChannel[] channels)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        foreach (TestChannel channel in channels)
        {
            services.AddSingleton<IChannel>(channel);
        }

        services.AddConcierge().UseInMemory();
        return services.BuildServiceProvider();
    }
}
