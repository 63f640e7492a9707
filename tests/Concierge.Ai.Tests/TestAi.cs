using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Concierge.Ai.Tests;

/// <summary>Starts a bot with one AI service that answers everything.</summary>
internal static class TestAi
{
    public static readonly ToolPolicy Read = new() { Effect = ToolEffect.Read };

    /// <summary>With settings as they stand in appsettings.json.</summary>
    public static IConciergeBuilder Configured(this IConciergeBuilder concierge, string json)
    {
        var settings = new Dictionary<string, string?>();
        using JsonDocument document = JsonDocument.Parse(json);
        Flatten(document.RootElement, string.Empty, settings);
        concierge.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return concierge;
    }

    public static Task<ConciergeTestHost> StartAsync(IChatClient client, Action<AiServiceBuilder>? configure = null, Action<IConciergeBuilder>? more = null) =>
        ConciergeTestHost.StartAsync(concierge =>
        {
            concierge.Services.AddSingleton(client);
            concierge.AddAiService("ai", service =>
            {
                service.Default().Prompt("You are a test.").Configure(options => options.HandOffTool = false);
                configure?.Invoke(service);
            });
            more?.Invoke(concierge);
        });

    private static void Flatten(JsonElement element, string path, Dictionary<string, string?> settings)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in element.EnumerateObject())
            {
                Flatten(member.Value, path.Length == 0 ? member.Name : $"{path}:{member.Name}", settings);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in element.EnumerateArray())
            {
                Flatten(item, $"{path}:{index++}", settings);
            }
        }
        else
        {
            settings[path] = element.ToString();
        }
    }
}
