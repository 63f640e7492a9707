using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Admin;

/// <summary>The tools that models may ask for: all of them to look at, those of run time to change, every one to switch off.</summary>
internal sealed class ToolEndpoints(IServiceProvider services)
{
    private readonly IToolCatalogue? _tools = (IToolCatalogue?)services.GetService(typeof(IToolCatalogue));

    public async Task ListAsync(HttpContext context)
    {
        IReadOnlyList<ToolEntry> entries = _tools is null ? [] : await _tools.ListAsync(context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer => ConversationEndpoints.WriteArray(writer, "tools", entries, static (w, entry) =>
        {
            w.WriteStartObject();
            Write(w, entry);
            w.WriteEndObject();
        }));
    }

    public async Task ShowAsync(HttpContext context)
    {
        IReadOnlyList<ToolEntry> entries = _tools is null ? [] : await _tools.ListAsync(context.RequestAborted);
        if (entries.FirstOrDefault(entry => entry.Name == Name(context)) is not { } found)
        {
            await NotFoundAsync(context);
            return;
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer => Write(writer, found));
    }

    public async Task SaveAsync(HttpContext context)
    {
        if (_tools is null)
        {
            await NoModelsAsync(context);
            return;
        }

        if (await AdminRequest.ObjectAsync(context) is not { } definition)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Unreadable body", "Send the definition as a JSON object of at most 64 KiB.");
            return;
        }

        ServiceChange change;
        try
        {
            change = await _tools.SaveAsync(Name(context), definition, CancellationToken.None);
        }
        catch (JsonException wrong)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Not a definition", wrong.Message);
            return;
        }

        await AnswerAsync(context, change);
    }

    public async Task RemoveAsync(HttpContext context)
    {
        if (!long.TryParse(context.Request.Query["version"], NumberStyles.None, CultureInfo.InvariantCulture, out long version))
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "No version", "Say which version you remove: ?version=…");
            return;
        }

        await (_tools is null ? NoModelsAsync(context) : AnswerAsync(context, await _tools.RemoveAsync(Name(context), version, CancellationToken.None)));
    }

    public Task SwitchOnAsync(HttpContext context) => SwitchAsync(context, isActive: true);

    public Task SwitchOffAsync(HttpContext context) => SwitchAsync(context, isActive: false);

    private async Task SwitchAsync(HttpContext context, bool isActive) =>
        await (_tools is null ? NoModelsAsync(context) : AnswerAsync(context, await _tools.SwitchAsync(Name(context), isActive, CancellationToken.None)));

    private static string Name(HttpContext context) => (string)context.Request.RouteValues["name"]!;

    private static void Write(Utf8JsonWriter writer, ToolEntry entry)
    {
        writer.WriteString("name", entry.Name);
        writer.WriteString("kind", entry.Kind);
        writer.WriteString("source", entry.Source.ToString());
        writer.WriteString("description", entry.Description);
        if (entry.Effect.Length > 0)
        {
            writer.WriteString("effect", entry.Effect);
            writer.WriteStartObject("policy");
            writer.WriteString("confirm", entry.Confirm);
            writer.WriteBoolean("operatorApproval", entry.OperatorApproval);
            writer.WriteString("role", entry.Role);
            writer.WriteBoolean("idempotent", entry.IsIdempotent);
            writer.WriteBoolean("untrustedResult", entry.HasUntrustedResult);
            writer.WriteString("timeout", entry.Timeout.ToString("c", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        writer.WriteBoolean("active", entry.IsActive);
        writer.WriteNumber("version", entry.Version);
        ConversationEndpoints.WriteArray(writer, "services", entry.Services, static (w, service) => w.WriteStringValue(service));
        if (entry.Definition is { } definition)
        {
            writer.WritePropertyName("definition");
            definition.WriteTo(writer);
        }

        if (entry.Problems.Count > 0)
        {
            ConversationEndpoints.WriteArray(writer, "problems", entry.Problems, static (w, problem) => w.WriteStringValue(problem));
        }
    }

    private static Task AnswerAsync(HttpContext context, ServiceChange change) => change.Status == ServiceChangeStatus.NotFound ? NotFoundAsync(context) : ChangeAnswer.WriteAsync(context, change);

    private static Task NotFoundAsync(HttpContext context) =>
        JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not found", "There is no such tool here, or none that was registered at run time.");

    private static Task NoModelsAsync(HttpContext context) =>
        JsonAnswer.ProblemAsync(context, StatusCodes.Status501NotImplemented, "No models", "No model answers in this host. Add the package Concierge.Ai and AddAi().");
}
