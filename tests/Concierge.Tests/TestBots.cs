using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests;

/// <summary>Bots that several tests use.</summary>
internal static class TestBots
{
    public static IConciergeBuilder AddEcho(this IConciergeBuilder concierge) => concierge.AddService("echo", s => s.Default(), turn =>
    {
        turn.Reply(turn.Text);
        return ValueTask.CompletedTask;
    });

    public static IConciergeBuilder With(this IConciergeBuilder concierge, Action<ConciergeOptions> configure)
    {
        concierge.Services.Configure(configure);
        return concierge;
    }

    /// <summary>With settings as they stand in appsettings.json.</summary>
    public static IConciergeBuilder Configured(this IConciergeBuilder concierge, string json)
    {
        var settings = new Dictionary<string, string?>();
        Flatten(JsonDocument.Parse(json).RootElement, string.Empty, settings);
        concierge.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return concierge;
    }

    private static void Flatten(JsonElement element, string path, Dictionary<string, string?> settings)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    Flatten(member.Value, path.Length == 0 ? member.Name : $"{path}:{member.Name}", settings);
                }

                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Flatten(item, string.Create(CultureInfo.InvariantCulture, $"{path}:{index++}"), settings);
                }

                break;
            default:
                settings[path] = element.ToString();
                break;
        }
    }
}
