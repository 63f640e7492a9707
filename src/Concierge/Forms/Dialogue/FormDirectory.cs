using Concierge.Forms.Definitions;
using Concierge.Services;

namespace Concierge.Forms.Dialogue;

/// <summary>The forms of this host as the catalogue has them now, from code and from definitions.</summary>
internal sealed class FormDirectory(IEnumerable<FormService> code, ServiceProcessors processors, ServiceCatalogue catalogue)
{
    private readonly Dictionary<string, FormService> _code = code.ToDictionary(static service => service.Form.Name, StringComparer.Ordinal);

    /// <summary>The form that a service is; null for a service that is none, is switched off or does not exist.</summary>
    public async ValueTask<FormService?> FindAsync(string? name, TurnContext turn) =>
        name is not null && (await catalogue.CurrentAsync(turn.CancellationToken)).Find(name) is { } service ? Of(service) : null;

    /// <summary>Any form, for what all of them say alike; null when there is none.</summary>
    public async ValueTask<FormService?> FindAnyAsync(TurnContext turn) =>
        (await catalogue.CurrentAsync(turn.CancellationToken)).Services.Select(Of).FirstOrDefault(static form => form is not null);

    private FormService? Of(CatalogueService service) => service.Source == ServiceSource.Code || processors.Find(service.Definition.Processing) is not { } processor
        ? _code.GetValueOrDefault(service.Name)
        : (processor as FormProcessor)?.Of(service.Definition);
}
