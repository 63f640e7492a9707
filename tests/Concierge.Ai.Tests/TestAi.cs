namespace Concierge.Ai.Tests;

/// <summary>Starts a bot with one AI service that answers everything.</summary>
internal static class TestAi
{
    public static readonly ToolPolicy Read = new() { Effect = ToolEffect.Read };

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
}
