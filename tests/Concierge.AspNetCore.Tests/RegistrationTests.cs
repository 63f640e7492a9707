using System.Collections.Concurrent;
using Concierge.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concierge.AspNetCore.Tests;

/// <summary>E9: providers are told where the host is, as far as they can be told.</summary>
public sealed class RegistrationTests
{
    private const string BaseUrl = "https://bot.example.com";

    [Fact]
    public async Task Register_EveryAccount_SaysWhatBecameOfIt()
    {
        var willing = new Registrar(new AccountKey("willing", AccountKey.DefaultName), "It was set.");
        var named = new Registrar(new AccountKey("willing", "second"), "It was set.");
        var refusing = new Registrar(new AccountKey("refusing", AccountKey.DefaultName), new InvalidOperationException("Status 403: use an administrator's token."));
        var unreachable = new Registrar(new AccountKey("unreachable", AccountKey.DefaultName), new HttpRequestException("No such host."));
        await using WebApplication app = await StartAsync(BaseUrl, register: false, willing, named, refusing, unreachable, new Mute());

        IReadOnlyList<WebhookRegistration> results = await app.RegisterConciergeWebhooksAsync();

        results.Select(static result => (result.Account.ToString(), result.IsRegistered, string.Join(' ', result.Notes))).Should().BeEquivalentTo(
        [
            (willing.Account.ToString(), true, "It was set."),
            (named.Account.ToString(), true, "It was set."),
            (refusing.Account.ToString(), false, "Status 403: use an administrator's token."),
            (unreachable.Account.ToString(), false, "No such host."),
            ("mute/default", false, $"The provider cannot be told. Enter {BaseUrl}/webhooks/mute there by hand."),
        ]);
        willing.Addresses.Should().Equal(new Uri($"{BaseUrl}/webhooks/willing"));
        named.Addresses.Should().Equal(new Uri($"{BaseUrl}/webhooks/willing/second"));
    }

    [Fact]
    public async Task Register_UnderAPrefix_NamesIt()
    {
        var willing = new Registrar(new AccountKey("willing", AccountKey.DefaultName), "It was set.");
        await using WebApplication app = await StartAsync(BaseUrl + "/", register: false, willing);

        await app.RegisterConciergeWebhooksAsync("/bot");

        willing.Addresses.Should().Equal(new Uri($"{BaseUrl}/bot/webhooks/willing"));
    }

    [Fact]
    public async Task Register_WithoutAPublicAddress_SaysWhichSettingIsMissing()
    {
        await using WebApplication app = await StartAsync(null, register: false, new Mute());

        Func<Task> register = () => app.RegisterConciergeWebhooksAsync();

        await register.Should().ThrowAsync<InvalidOperationException>().WithMessage("Concierge:PublicBaseUrl is missing.*");
    }

    [Fact]
    public async Task Setting_RegistersAtTheStart_AndAFaultDoesNotStopTheHost()
    {
        var willing = new Registrar(new AccountKey("willing", AccountKey.DefaultName), "It was set.");
        var broken = new Registrar(new AccountKey("broken", AccountKey.DefaultName), new NotSupportedException("A fault of the channel."));
        await using WebApplication app = await StartAsync(BaseUrl, register: true, willing, broken);

        await UntilAsync(() => willing.Addresses.Count == 1 && broken.Addresses.Count == 1);

        app.Lifetime.ApplicationStopping.IsCancellationRequested.Should().BeFalse();
    }

    private static async Task<WebApplication> StartAsync(string? baseUrl, bool register, params IChannel[] channels)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Concierge:PublicBaseUrl"] = baseUrl,
            ["Concierge:RegisterWebhooks"] = register ? "true" : null,
        });
        builder.Services.AddConcierge().UseInMemory().AddService("none", static service => service.Default(), static _ => ValueTask.CompletedTask);
        foreach (IChannel channel in channels)
        {
            builder.Services.AddSingleton(channel);
        }

        WebApplication app = builder.Build();
        app.MapConcierge();
        await app.StartAsync();
        return app;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>A channel that neither takes nor sends anything.</summary>
    private class Mute : IChannel
    {
        public virtual AccountKey Account { get; } = new("mute", AccountKey.DefaultName);

        public IReadOnlyList<string> AccountIds => [];

        public ChannelCapabilities Capabilities { get; } = new();

        public WebhookVerdict Authenticate(in WebhookRequest request) => WebhookVerdict.Rejected;

        public void Read(in WebhookRequest request, ChannelEventSink sink)
        {
        }

        public ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken) =>
            ValueTask.FromResult<SendResult>(SendResult.Rejected(RejectReason.Unsupported));
    }

    private sealed class Registrar : Mute, IWebhookRegistrar
    {
        private readonly ConcurrentQueue<Uri> _addresses = new();
        private readonly string? _note;
        private readonly Exception? _refusal;

        public Registrar(AccountKey account, string note) => (Account, _note) = (account, note);

        public Registrar(AccountKey account, Exception refusal) => (Account, _refusal) = (account, refusal);

        public override AccountKey Account { get; }

        public IReadOnlyCollection<Uri> Addresses => _addresses;

        public ValueTask<IReadOnlyList<string>> RegisterAsync(Uri webhookUrl, CancellationToken cancellationToken)
        {
            _addresses.Enqueue(webhookUrl);
            return _refusal is null ? ValueTask.FromResult<IReadOnlyList<string>>([_note!]) : throw _refusal;
        }
    }
}
