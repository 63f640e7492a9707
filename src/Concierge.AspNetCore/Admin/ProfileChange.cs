using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Concierge.Channels;

namespace Concierge.AspNetCore.Admin;

/// <summary>Reads a change of a profile. Colleagues write it by hand, so whatever is not understood is refused by its name.</summary>
internal static class ProfileChange
{
    public static bool TryRead(JsonElement body, [NotNullWhen(true)] out UpdateProfileCommand? update, [NotNullWhen(false)] out string? problem)
    {
        update = new UpdateProfileCommand();
        problem = null;
        foreach (JsonProperty member in body.EnumerateObject())
        {
            JsonElement value = member.Value;
            switch (member.Name)
            {
                case "name" when value.ValueKind == JsonValueKind.String:
                    update = update with { Name = value.GetString() };
                    break;
                case "language" when value.ValueKind == JsonValueKind.String:
                    update = update with { Language = value.GetString() };
                    break;
                case "by" when value.ValueKind == JsonValueKind.String:
                    update = update with { By = value.GetString() };
                    break;
                case "labels" when Texts(value) is { } labels:
                    update = update with { Labels = labels };
                    break;
                case "roles" when Texts(value) is { } roles:
                    update = update with { Roles = roles };
                    break;
                case "fields" when Fields(value) is { } fields:
                    update = update with { Fields = fields };
                    break;
                case "consent" when value.ValueKind == JsonValueKind.String && Names.TryParse(value.GetString(), out Consent consent):
                    update = update with { Consent = consent };
                    break;
                case "isBlocked" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                    update = update with { IsBlocked = value.GetBoolean() };
                    break;
                default:
                    problem = $"The member \"{member.Name}\" is unknown or of another type. Send any of: \"name\", \"language\" and \"by\" (strings; empty to clear), \"labels\" and \"roles\" (arrays of strings, all of them), \"fields\" (an object of strings; an empty one removes), \"consent\" ({string.Join(", ", Enum.GetNames<Consent>())}), \"isBlocked\" (true or false).";
                    update = null;
                    return false;
            }
        }

        return true;
    }

    private static List<string>? Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(static item => item.GetString()!)]
            : null;

    private static Dictionary<string, string>? Fields(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty field in value.EnumerateObject())
        {
            if (field.Value.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            fields[field.Name] = field.Value.GetString()!;
        }

        return fields;
    }
}
