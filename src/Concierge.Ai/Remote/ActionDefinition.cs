using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concierge.Ai.Remote;

/// <summary>A <see cref="RemoteAction"/> as it is sent to the admin API and kept in the store.</summary>
internal sealed record ActionDefinition
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Method { get; init; }

    public string? Url { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    /// <summary>An object, or as in the configuration a text that holds one.</summary>
    public JsonElement? Schema { get; init; }

    public string? ResultPath { get; init; }

    public ToolEffect? Effect { get; init; }

    public ToolConfirmation? Confirm { get; init; }

    public bool? OperatorApproval { get; init; }

    public string? Role { get; init; }

    public bool? Idempotent { get; init; }

    public string? Title { get; init; }

    public TimeSpan? Timeout { get; init; }

    public bool? Active { get; init; }

    public long? Version { get; init; }

    [JsonIgnore]
    public bool IsActive => Active != false;

    public static ActionDefinition Of(RemoteAction action)
    {
        using JsonDocument? schema = action.Schema is null ? null : JsonDocument.Parse(action.Schema);
        return new ActionDefinition
        {
            Description = action.Description,
            Method = action.Method.ToUpperInvariant(),
            Url = action.Url,
            Headers = action.Headers.Count == 0 ? null : new Dictionary<string, string>(action.Headers, StringComparer.OrdinalIgnoreCase),
            Schema = schema?.RootElement.Clone(),
            ResultPath = action.ResultPath,
            Effect = action.Effect,
            Confirm = action.Confirm == default ? null : action.Confirm,
            OperatorApproval = action.OperatorApproval ? true : null,
            Role = action.Role,
            Idempotent = action.Idempotent ? true : null,
            Title = action.Title,
            Timeout = action.Timeout,
        };
    }

    public RemoteAction ToAction()
    {
        var action = new RemoteAction
        {
            Description = Description ?? string.Empty,
            Method = Method ?? "GET",
            Url = Url ?? string.Empty,
            Schema = Schema is not { } schema ? null : schema.ValueKind == JsonValueKind.String ? schema.GetString() : schema.GetRawText(),
            ResultPath = ResultPath,
            Effect = Effect,
            Confirm = Confirm ?? default,
            OperatorApproval = OperatorApproval == true,
            Role = Role,
            Idempotent = Idempotent == true,
            Title = Title,
        };
        action.Timeout = Timeout ?? action.Timeout;
        foreach ((string name, string value) in Headers ?? [])
        {
            action.Headers[name] = value;
        }

        return action;
    }
}
