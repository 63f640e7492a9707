using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Concierge.Services;

/// <summary>
/// Reads the definitions under <c>Concierge:Services</c> by the same rules as those in the store: a setting that no definition has is an
/// error.
/// </summary>
internal static class DefinitionReader
{
    public const string Section = "Concierge:Services";

    private static readonly string[] Switches = ["active", "default", "intrinsicId", "isHidden", "monthFirst", "notInFuture", "notInPast", "optional", "withoutConfirmation", "withoutPerson"];

    public static IEnumerable<ServiceDefinition> Read(IConfiguration configuration)
    {
        foreach (IConfigurationSection section in configuration.GetSection(Section).GetChildren())
        {
            yield return Read(section);
        }
    }

    private static ServiceDefinition Read(IConfigurationSection section)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            Write(writer, section);
        }

        try
        {
            ServiceDefinition definition = ConciergeJson.ReadDefinition(json.WrittenSpan);
            return definition.Name.Length == 0 ? definition with { Name = section.Key } : definition;
        }
        catch (JsonException wrong)
        {
            throw new InvalidOperationException($"{section.Path} is not a service: {wrong.Message}", wrong);
        }
    }

    private static void Write(Utf8JsonWriter writer, IConfigurationSection section)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        if (children.Length == 0)
        {
            WriteScalar(writer, section);
        }
        else if (Array.TrueForAll(children, static child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            writer.WriteStartArray();
            Array.ForEach(children, child => Write(writer, child));
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStartObject();
            foreach (IConfigurationSection child in children)
            {
                writer.WritePropertyName(child.Key);
                Write(writer, child);
            }

            writer.WriteEndObject();
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, IConfigurationSection section)
    {
        if (section.Value is null)
        {
            writer.WriteNullValue();
        }
        else if (Switches.Contains(section.Key, StringComparer.OrdinalIgnoreCase) && bool.TryParse(section.Value, out bool isOn))
        {
            writer.WriteBooleanValue(isOn);
        }
        else
        {
            writer.WriteStringValue(section.Value);
        }
    }
}
