using System.Collections.Concurrent;
using Concierge.Channels.Tests.Rig;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Tests;

/// <summary>S08: what one account's secret signed never reaches another, whatever route and ids are used.</summary>
public sealed class CrossingTests
{
    private const int Combinations = 10_000;

    [Fact]
    public async Task TenThousandCombinations_OnlyTheAccountWhoseSecretSignedAnswers()
    {
        IReadOnlyList<Provider> providers = Provider.All();
        (Provider Provider, int Account)[] accounts = [.. providers.SelectMany(static provider => new[] { (provider, 1), (provider, 2) })];
        var handled = new ConcurrentQueue<(string Account, string Text)>();
        await using BotHost host = await BotHost.StartAsync(providers, turn =>
        {
            handled.Enqueue((turn.Channel.Account.ToString(), turn.Text));
            return ValueTask.CompletedTask;
        });
        ConciergeJourney journey = host.Services.GetRequiredService<ConciergeJourney>();
        var random = new Random(4711);
        var rightful = new List<(string Account, string Text)>();
        int authentic = 0;
        for (int i = 0; i < Combinations; i++)
        {
            (Provider Provider, int Account) secret = Pick(), route = Pick(), named = Pick();

            // A third of them differ in one thing only, which is where a crossing would be.
            if (i % 3 == 0)
            {
                named = (named.Provider, random.Next(1, 3));
                secret = (named.Provider, random.Next(1, 3));
                route = (named.Provider, random.Next(1, 3));
            }

            string text = $"{i}|{Key(secret)}|{Key(named)}";
            byte[] body = named.Provider.Text(named.Account, $"{100_000 + i}", text);
            (string Header, string Value)[] headers = route.Provider.Sign(body, Provider.Origin + route.Provider.Path(route.Account), secret.Provider.Secret(secret.Account));
            var request = new WebhookRequest(
                "POST", route.Provider.Path(route.Account), name => headers.FirstOrDefault(header => header.Header == name).Value, body, Provider.Origin);
            IChannel channel = journey.FindChannel(route.Provider.Channel, route.Provider.Name(route.Account))!;

            int status = (await journey.AcceptAsync(channel, request, default)).StatusCode;

            status.Should().Be(secret == route ? 200 : 401, text);
            authentic += status == 200 ? 1 : 0;
            if (secret == route && secret == named)
            {
                rightful.Add((Key(named), text));
            }
        }

        await host.UntilRestAsync();
        handled.Should().BeEquivalentTo(rightful);
        rightful.Count.Should().BeGreaterThan(300);
        authentic.Should().BeGreaterThan(rightful.Count, "some were signed rightly and named another account");
        foreach (Provider provider in providers)
        {
            await provider.DisposeAsync();
        }

        (Provider, int) Pick() => accounts[random.Next(accounts.Length)];

        static string Key((Provider Provider, int Account) of) => new AccountKey(of.Provider.Channel, of.Provider.Name(of.Account)).ToString();
    }
}
