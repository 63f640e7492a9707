using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concierge.AspNetCore.Tests;

/// <summary>What a turn says early, on real threads: beside checkpoints of the same turn, on SQLite, to a provider over HTTP.</summary>
public sealed class EarlyReplyTests : IAsyncLifetime
{
    private const int Messages = 12;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.db");
    private readonly ConcurrentQueue<string> _heard = [];
    private WebApplication _provider = null!;
    private string _address = null!;

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _provider = builder.Build();
        _provider.MapPost("/{**path}", TakeAsync);
        await _provider.StartAsync();
        _address = _provider.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public async Task DisposeAsync()
    {
        await _provider.DisposeAsync();
        foreach (string file in Directory.GetFiles(Path.GetTempPath(), $"{Path.GetFileName(_file)}*"))
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task EarlyReply_BesideCheckpoints_ArrivesOnceBeforeTheAnswerWhileTheTurnRuns()
    {
        var failures = new ConcurrentQueue<string>();
        await using TestHost host = await TestHost.StartAsync(
            new() { ["Concierge:Meta:ApiBaseUrl"] = _address },
            services => services.AddConcierge().UseSqlite($"Data Source={_file}").AddService("slow", s => s.Keywords("slow"), async turn =>
            {
                Task<bool> early = turn.ReplyEarlyAsync($"early {turn.Text}").AsTask();
                int notes = 0;
                do
                {
                    turn.SetState("notes", $"{++notes}");
                    await turn.CheckpointAsync(["notes"]);
                }
                while (!early.IsCompleted || notes < 5);
                if (!await early || !_heard.Contains($"early {turn.Text}") || !turn.HasRepliedEarly || await turn.ReplyEarlyAsync("again"))
                {
                    failures.Enqueue($"{turn.Text}: {string.Join('|', _heard)}");
                }

                turn.Reply($"answer {turn.Text}");
            }));

        for (int i = 1; i <= Messages; i++)
        {
            await host.PostAsync(TestHost.TextMessage($"wamid.{i}", $"slow {i}"));
        }

        await host.UntilAsync(() => Task.FromResult(_heard.Count >= 2 * Messages));

        failures.Should().BeEmpty();
        _heard.Should().Equal(Enumerable.Range(1, Messages).SelectMany(i => new[] { $"early slow {i}", $"answer slow {i}" }));
    }

    private async Task TakeAsync(HttpContext context)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
        if (body.RootElement.TryGetProperty("text", out JsonElement text))
        {
            _heard.Enqueue(text.GetProperty("body").GetString()!);
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{ "messaging_product": "whatsapp", "messages": [ { "id": "wamid.out.{{_heard.Count}}" } ] }""");
    }
}
