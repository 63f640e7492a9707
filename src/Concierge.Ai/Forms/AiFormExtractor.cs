using System.Text.Json.Nodes;
using Concierge.Ai.Guard;
using Concierge.Ai.Models;
using Concierge.Ai.Turns;
using Concierge.Forms;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Forms;

/// <summary>
/// Asks a model what a person's words say about the fields that a form's parsers left open. It has no tools, so the worst that a message can talk it into is a
/// value that the form checks and shows.
/// </summary>
internal sealed class AiFormExtractor(AiEngine engine, IOptions<AiFormOptions> options) : IFormExtractor
{
    private const string Name = "form extraction";

    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public async ValueTask<IReadOnlyDictionary<string, string>> ExtractAsync(FormExtractionRequest request, CancellationToken cancellationToken)
    {
        SideSettings settings = options.Value.Settings;
        string text = TextSanitizer.Clean(request.Text);
        text = TextSanitizer.Cut(text, settings.MaxTextLength).ToString();
        if (string.IsNullOrWhiteSpace(text) || request.Fields.Count == 0)
        {
            return Nothing;
        }

        using var client = new SideClient(engine, request.Turn, Name, settings);
        try
        {
            Extraction<JsonObject> found = await AiExtraction.ExtractAsync(
                client, text, AiJson.Default.JsonObject, new ExtractionOptions { Instructions = FieldPrompt.Write(request) }, FieldPrompt.Schema(request.Fields), cancellationToken);
            return found.Value is { } record ? FieldValues.Read(record, request.Fields, text) : Nothing;
        }
        catch (ModelUnavailableException)
        {
            // No answer is nothing found; the caller has logged why.
            return Nothing;
        }
    }
}
