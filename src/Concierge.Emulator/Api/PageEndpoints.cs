using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Concierge.Emulator.Api;

/// <summary>What the page calls, and what a test may call in its place.</summary>
internal sealed class PageEndpoints(
    Journal journal,
    LiveEvents live,
    PhoneNetwork network,
    MediaLibrary media,
    FaultQueue faults,
    PhoneLines lines,
    IConfiguration configuration,
    IOptions<EmulatorOptions> options,
    IHostApplicationLifetime lifetime)
{
    private static readonly Person FirstPerson = new("15551234567", "Ada Lovelace");
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        Prepare();
        endpoints.MapGet("/api/state", SameOrigin.Only(StateAsync));
        endpoints.MapGet("/api/events", SameOrigin.Only(EventsAsync));
        endpoints.MapPost("/api/messages", SameOrigin.Only(SendAsync));
        endpoints.MapPost("/api/again", SameOrigin.Only(RepeatAsync));
        endpoints.MapPost("/api/desk", SameOrigin.Only(ActAsync));
        endpoints.MapPost("/api/media", SameOrigin.Only(UploadAsync));
        endpoints.MapGet("/api/media/{id}", SameOrigin.Only(DownloadAsync));
        endpoints.MapPost("/api/faults", SameOrigin.Only(OrderFaultAsync));
        endpoints.MapDelete("/api/faults", SameOrigin.Only(ClearFaultsAsync));
        endpoints.MapPut("/api/settings", SameOrigin.Only(SaveSettingsAsync));
        endpoints.MapDelete("/api/chats/{person}", SameOrigin.Only(ClearChatAsync));
    }

    private void Prepare() => journal.Change(state =>
    {
        if (state.Persons.Count == 0)
        {
            state.Persons.Add(FirstPerson);
        }

        EmulatorOptions set = options.Value;
        state.Settings ??= new PhoneSettings(
            (int)set.SentDelay.TotalMilliseconds,
            (int)set.DeliveredDelay.TotalMilliseconds,
            (int)set.ReadDelay.TotalMilliseconds);
        return true;
    });

    private Task StateAsync(HttpContext context)
    {
        PageLine[] shown = [.. lines.All.Select(static line => new PageLine(line.Key, line.Title, line.Provider.Channel, line.Provider.Faults, line.Provider is IHelpDesk))];
        PageState state = journal.Read(state => new PageState(
            shown,
            [.. state.Persons],
            [.. state.Messages],
            [.. state.Desk],
            network.Settings,
            faults.Orders,
            !string.IsNullOrEmpty(configuration["Concierge:AdminApi:Key"])));
        return WriteAsync(context, state, EmulatorJsonContext.Default.PageState);
    }

    private async Task EventsAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        Channel<string> page = live.Join();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await context.Response.WriteAsync("retry: 500\nevent: hello\ndata: {}\n\n", ending.Token);
            await context.Response.Body.FlushAsync(ending.Token);
            while (await WaitAsync(page.Reader, ending.Token) is { } text)
            {
                await context.Response.WriteAsync(text, ending.Token);
                await context.Response.Body.FlushAsync(ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The page was closed, or the host stops; an open page comes back by itself.
        }
        finally
        {
            live.Leave(page);
        }
    }

    /// <summary>The next event, a sign of life after a while without one, or null when the page was too slow.</summary>
    private static async Task<string?> WaitAsync(ChannelReader<string> reader, CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        pause.CancelAfter(Heartbeat);
        try
        {
            return await reader.WaitToReadAsync(pause.Token) && reader.TryRead(out string? text) ? text : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ": still here\n\n";
        }
    }

    private async Task SendAsync(HttpContext context)
    {
        PhoneAction? action = await ReadAsync(context, EmulatorJsonContext.Default.PhoneAction);
        if (action is not { Person.Length: >= 5 and <= 15, Bubble.Kind.Length: > 0 } || lines.FindOrFirst(action.Line) is not { } line)
        {
            await RefuseAsync(context, $"Send JSON: {{\"line\":\"meta\",\"person\":\"15551234567\",\"bubble\":{{\"kind\":\"text\",\"text\":\"Hello\"}}}}. {KnownLines()}");
            return;
        }

        await WriteAsync(context, network.SendFromPerson(line, action), EmulatorJsonContext.Default.ChatMessage);
    }

    private async Task RepeatAsync(HttpContext context)
    {
        RepeatOrder? order = await ReadAsync(context, EmulatorJsonContext.Default.RepeatOrder);
        ChatMessage? message = order?.Id is { } id ? network.Find(id) : null;
        if (message is null || lines.Find(message.Line) is not { } line)
        {
            await RefuseAsync(context, "Send JSON: {\"id\":\"the id of a message\"}, and for one of the assistant's a status if it is not to be the newest.");
            return;
        }

        network.Repeat(line, message.Id, order!.Status);
        await WriteAsync(context, message, EmulatorJsonContext.Default.ChatMessage);
    }

    private async Task ActAsync(HttpContext context)
    {
        DeskAction? action = await ReadAsync(context, EmulatorJsonContext.Default.DeskAction);
        if (action?.Line is not { } key || lines.Find(key) is not { Provider: IHelpDesk desk } line || !desk.Act(line, action))
        {
            await RefuseAsync(context, "Send JSON: {\"line\":\"chatwoot\",\"person\":\"15551234567\",\"action\":\"take\"}. Actions: take, resolve, return, and with a text reply and note. The person must have written.");
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task UploadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not { } length || length > MediaLibrary.MaxBytes)
        {
            await RefuseAsync(context, $"Send the file as the body, with its length, at most {MediaLibrary.MaxBytes} bytes.");
            return;
        }

        byte[] content = new byte[length];
        await context.Request.Body.ReadExactlyAsync(content, context.RequestAborted);
        string? name = context.Request.Query["name"];
        StoredMedia stored = media.Add(context.Request.ContentType ?? "application/octet-stream", name, content);
        await WriteAsync(context, new MediaCreated(stored.Id), EmulatorJsonContext.Default.MediaCreated);
    }

    private Task DownloadAsync(HttpContext context)
    {
        if (media.Find(context.Request.RouteValues["id"] as string) is not { } stored)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return WireAnswer.FileAsync(context, stored);
    }

    private async Task OrderFaultAsync(HttpContext context)
    {
        FaultOrder? order = await ReadAsync(context, EmulatorJsonContext.Default.FaultOrder);
        PhoneLine? line = lines.FindOrFirst(order?.Line);
        if (line is null || !line.Provider.Faults.Any(fault => fault.Name == order?.Fault))
        {
            string known = line is null ? KnownLines() : $"Known faults of {line.Key}: {string.Join(", ", line.Provider.Faults.Select(static fault => fault.Name))}.";
            await RefuseAsync(context, $"Send JSON: {{\"line\":\"meta\",\"fault\":\"429\",\"count\":1}}. {known}");
            return;
        }

        faults.Order(order! with { Line = line.Key });
        await WriteAsync(context, faults.Orders, EmulatorJsonContext.Default.IReadOnlyListFaultOrder);
    }

    private Task ClearFaultsAsync(HttpContext context)
    {
        faults.Clear();
        return WriteAsync(context, faults.Orders, EmulatorJsonContext.Default.IReadOnlyListFaultOrder);
    }

    private async Task SaveSettingsAsync(HttpContext context)
    {
        SettingsChange? change = await ReadAsync(context, EmulatorJsonContext.Default.SettingsChange);
        bool isValid = change is not null
            && (change.Persons is null || (change.Persons.Count > 0 && change.Persons.All(IsValid)))
            && (change.Settings is null or { SentDelay: >= 0, DeliveredDelay: >= 0, ReadDelay: >= 0 });
        if (!isValid)
        {
            await RefuseAsync(context, "A person has a number (5 to 15 digits with country code) and a name; delays are milliseconds.");
            return;
        }

        journal.Change(state =>
        {
            state.Persons = change!.Persons is null ? state.Persons : [.. change.Persons];
            state.Settings = change.Settings ?? state.Settings;
            return true;
        });
        live.Publish("settings", "{}");
        await StateAsync(context);
    }

    private Task ClearChatAsync(HttpContext context)
    {
        string? person = context.Request.RouteValues["person"] as string;
        string? key = lines.FindOrFirst(context.Request.Query["line"])?.Key;
        journal.Change(state => state.Messages.RemoveAll(message => message.Person == person && message.Line == key));
        live.Publish("settings", "{}");
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private string KnownLines() => $"Lines of this host: {string.Join(", ", lines.All.Select(static line => line.Key))}.";

    private static bool IsValid(Person person) =>
        person is { Number.Length: >= 5 and <= 15, Name.Length: > 0 and <= 100 } && !person.Number.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            return null;
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
        }
        catch (JsonException)
        {
            // The caller answers with what it wants to get.
            return null;
        }
    }

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, string advice)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(advice, Encoding.UTF8, context.RequestAborted);
    }
}
