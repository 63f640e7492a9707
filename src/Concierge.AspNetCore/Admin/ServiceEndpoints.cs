using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Admin;

/// <summary>The catalogue: what services there are, and changes to those in the store.</summary>
internal sealed class ServiceEndpoints(IServiceCatalogue catalogue)
{
    private const int MaxBody = 256 * 1024;

    public async Task ListAsync(HttpContext context)
    {
        await catalogue.RefreshAsync(context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
            ConversationEndpoints.WriteArray(writer, "services", catalogue.Entries, static (w, entry) =>
            {
                w.WriteStartObject();
                Write(w, entry);
                w.WriteEndObject();
            }));
    }

    public async Task ShowAsync(HttpContext context)
    {
        await catalogue.RefreshAsync(context.RequestAborted);
        if (Find(Name(context)) is not { } entry)
        {
            await NotFoundAsync(context);
            return;
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer => Write(writer, entry));
    }

    public async Task SaveAsync(HttpContext context)
    {
        ServiceDefinition definition;
        try
        {
            definition = ConciergeJson.ReadDefinition(await ReadAsync(context));
        }
        catch (JsonException wrong)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Not a definition", wrong.Message);
            return;
        }

        if (definition.Name.Length > 0 && definition.Name != Name(context))
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Two names", "The definition has another name than the address. Leave it out, or make them the same.");
            return;
        }

        await AnswerAsync(context, await catalogue.SaveAsync(definition with { Name = Name(context) }, CancellationToken.None));
    }

    public async Task RemoveAsync(HttpContext context)
    {
        if (!long.TryParse(context.Request.Query["version"], NumberStyles.None, CultureInfo.InvariantCulture, out long version))
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "No version", "Say which version you remove: ?version=…");
            return;
        }

        await AnswerAsync(context, await catalogue.RemoveAsync(Name(context), version, CancellationToken.None));
    }

    public Task SwitchOnAsync(HttpContext context) => SwitchAsync(context, isActive: true);

    public Task SwitchOffAsync(HttpContext context) => SwitchAsync(context, isActive: false);

    /// <summary>One of code or configuration is copied to the store as it is, switched.</summary>
    private async Task SwitchAsync(HttpContext context, bool isActive)
    {
        await catalogue.RefreshAsync(context.RequestAborted);
        if (Find(Name(context)) is not { } entry)
        {
            await NotFoundAsync(context);
            return;
        }

        await AnswerAsync(context, await catalogue.SaveAsync(entry.Definition with { IsActive = isActive }, CancellationToken.None));
    }

    private static string Name(HttpContext context) => (string)context.Request.RouteValues["name"]!;

    private static async ValueTask<byte[]> ReadAsync(HttpContext context)
    {
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBody)
            {
                throw new JsonException($"A definition has at most {MaxBody / 1024} KiB.");
            }
        }

        return body.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, CatalogueEntry entry)
    {
        writer.WriteString("source", entry.Source.ToString());
        writer.WritePropertyName("definition");
        writer.WriteRawValue(ConciergeJson.Write(Veil(entry.Definition)), skipInputValidation: true);
        WriteProblems(writer, entry.Problems);
    }

    /// <summary>Codes that code or configuration hold in the clear are not for everybody who may look.</summary>
    private static ServiceDefinition Veil(ServiceDefinition definition) => definition is { Version: 0, IntrinsicId: { Values.Count: > 0 } rule }
        ? definition with { IntrinsicId = rule with { Values = [.. rule.Values.Select(static _ => "***")] } }
        : definition;

    private static void WriteProblems(Utf8JsonWriter writer, IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            ConversationEndpoints.WriteArray(writer, "problems", problems, static (w, problem) => w.WriteStringValue(problem));
        }
    }

    private static Task AnswerAsync(HttpContext context, ServiceChange change) => change.Status == ServiceChangeStatus.NotFound ? NotFoundAsync(context) : ChangeAnswer.WriteAsync(context, change);

    private static Task NotFoundAsync(HttpContext context) =>
        JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not found", "There is no service of this name here.");

    private CatalogueEntry? Find(string name) => catalogue.Entries.FirstOrDefault(entry => entry.Definition.Name == name);
}
