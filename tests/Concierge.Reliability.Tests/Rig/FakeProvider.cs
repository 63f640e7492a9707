using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Plays Meta's side of <c>POST /{version}/{phone}/messages</c> on the loopback and enters every effect into the ledger.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Ledger _ledger;
    private readonly CancellationTokenSource _closing = new();
    private int _requests;
    private int _messages;

    private FakeProvider(WebApplication app, Ledger ledger)
    {
        _app = app;
        _ledger = ledger;
    }

    /// <summary>Decides about each request; accepts everything unless told otherwise.</summary>
    public Func<ProviderRequest, ProviderAnswer> Script { get; set; } = static _ => ProviderAnswer.Accept;

    /// <summary>How long the provider takes before it does anything.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Told about each effect: recipient, the provider's message id, attempt id.</summary>
    public Action<string, string, string>? Delivered { get; set; }

    public Uri Address { get; private set; } = null!;

    /// <summary>How many send requests arrived, whatever became of them.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public static async Task<FakeProvider> StartAsync(Ledger ledger)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var provider = new FakeProvider(app, ledger);
        app.Run(provider.HandleAsync);
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        provider.Address = new Uri(address);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
        JsonElement root = body.RootElement;
        if (root.TryGetProperty("status", out _))
        {
            // A read mark or typing sign: no message.
            await AnswerAsync(context, 200, "{\"success\":true}");
            return;
        }

        var request = new ProviderRequest(
            Interlocked.Increment(ref _requests) - 1,
            root.GetProperty("to").GetString()!,
            root.GetProperty("text").GetProperty("body").GetString()!,
            root.TryGetProperty("biz_opaque_callback_data", out JsonElement attempt) ? attempt.GetString()! : string.Empty);
        _ledger.Write(LedgerKind.Attempted, request.To, request.Text, request.Attempt);
        if (Latency > TimeSpan.Zero)
        {
            await Task.Delay(Latency, _closing.Token);
        }

        await PlayAsync(context, request, Script(request));
    }

    private async Task PlayAsync(HttpContext context, ProviderRequest request, ProviderAnswer answer)
    {
        string? id = answer is ProviderAnswer.Accept or ProviderAnswer.AcceptAndBreak or ProviderAnswer.AcceptAndHang or ProviderAnswer.AcceptAndReset
            ? Apply(request)
            : null;
        switch (answer)
        {
            case ProviderAnswer.Accept:
                await AnswerAsync(context, 200, MetaPayload.Accepted(request.To, id!));
                _ledger.Write(LedgerKind.Answered, request.To, request.Text, request.Attempt, 200);
                break;
            case ProviderAnswer.AcceptAndBreak:
                _ledger.Write(LedgerKind.AnswerLost, request.To, request.Text, request.Attempt, 502);
                await AnswerAsync(context, 502, MetaPayload.Gateway());
                break;
            case ProviderAnswer.Break:
                await AnswerAsync(context, 503, MetaPayload.Broken());
                _ledger.Write(LedgerKind.Answered, request.To, request.Text, request.Attempt, 503);
                break;
            case ProviderAnswer.Busy:
                context.Response.Headers.RetryAfter = "1";
                await AnswerAsync(context, 429, MetaPayload.Busy());
                _ledger.Write(LedgerKind.Answered, request.To, request.Text, request.Attempt, 429);
                break;
            case ProviderAnswer.AcceptAndReset or ProviderAnswer.Reset:
                _ledger.Write(LedgerKind.AnswerLost, request.To, request.Text, request.Attempt);
                Reset(context);
                break;
            default:
                _ledger.Write(LedgerKind.AnswerLost, request.To, request.Text, request.Attempt);
                await HangAsync(context);
                break;
        }
    }

    private string Apply(ProviderRequest request)
    {
        string id = $"wamid.rig{Interlocked.Increment(ref _messages)}";
        _ledger.Write(LedgerKind.Applied, request.To, request.Text, request.Attempt);
        Delivered?.Invoke(request.To, id, request.Attempt);
        return id;
    }

    private async Task HangAsync(HttpContext context)
    {
        var released = new TaskCompletionSource();
        await using CancellationTokenRegistration aborted = context.RequestAborted.Register(() => released.TrySetResult());
        await using CancellationTokenRegistration closing = _closing.Token.Register(() => released.TrySetResult());
        await released.Task;
        context.Abort();
    }

    /// <summary>Closes with RST instead of FIN, as a broken middle box does.</summary>
    private static void Reset(HttpContext context)
    {
        Socket socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        context.Abort();
    }

    private static Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }
}
