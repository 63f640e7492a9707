using System.Text;
using Microsoft.AspNetCore.Http;

namespace Concierge.Ai.OpenAiCompatible.Tests.Server;

/// <summary>How the server answers, well and badly.</summary>
internal static class Replies
{
    private const string FirstEvent = """data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Half"}}]}""" + "\n\n";

    public static RequestDelegate Json(string file, int status = 200) => Text(Encoding.UTF8.GetString(Files.Recording(file)), status);

    public static RequestDelegate Text(string body, int status = 200, string type = "application/json", params (string Name, string Value)[] headers) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        foreach ((string name, string value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(body);
    };

    public static RequestDelegate Events(string file) => EventBytes(Files.Recording(file), int.MaxValue);

    /// <summary>Sends so many bytes at a time.</summary>
    public static RequestDelegate EventBytes(byte[] events, int step) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        for (int i = 0; i < events.Length; i += Math.Min(step, events.Length))
        {
            await context.Response.Body.WriteAsync(events.AsMemory(i, Math.Min(step, events.Length - i)));
            await context.Response.Body.FlushAsync();
        }
    };

    /// <summary>Accepts the request and never answers.</summary>
    public static Task Hang(HttpContext context) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    /// <summary>Keeps the connection open with comments only.</summary>
    public static RequestDelegate CommentsForEver(string before = "") => context => DripAsync(context, before, ": still here\n\n");

    /// <summary>Never stops talking.</summary>
    public static RequestDelegate WordsForEver() => context => DripAsync(context, string.Empty, FirstEvent);

    /// <summary>Half an answer, then silence.</summary>
    public static async Task HalfThenSilence(HttpContext context)
    {
        await SendAsync(context, FirstEvent);
        await Hang(context);
    }

    /// <summary>Half an answer, then the connection is reset.</summary>
    public static async Task HalfThenReset(HttpContext context)
    {
        await SendAsync(context, FirstEvent);
        context.Abort();
    }

    /// <summary>Half an answer, then a polite end.</summary>
    public static Task HalfThenEnd(HttpContext context) => SendAsync(context, FirstEvent);

    /// <summary>Valid beginnings that go on for ten megabytes.</summary>
    public static RequestDelegate TenMegabytes(bool isStreaming) => async context =>
    {
        context.Response.ContentType = isStreaming ? "text/event-stream" : "application/json";
        string word = new('x', 10_000);
        await context.Response.WriteAsync(isStreaming ? string.Empty : """{"choices":[{"message":{"role":"assistant","content":" """);
        for (int i = 0; i < 1_000; i++)
        {
            await context.Response.WriteAsync(isStreaming ? FirstEvent.Replace("Half", word, StringComparison.Ordinal) : word, context.RequestAborted);
        }
    };

    private static async Task DripAsync(HttpContext context, string before, string drop)
    {
        await SendAsync(context, before);
        while (true)
        {
            await SendAsync(context, drop);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, context.RequestAborted);
        }
    }

    private static async Task SendAsync(HttpContext context, string text)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "text/event-stream";
        }

        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
