using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;

namespace Concierge.Ai;

/// <summary>
/// Names for OpenTelemetry: add <see cref="Name"/> as a source and as a meter. One <c>invoke_agent</c> span per turn, one
/// <c>execute_tool</c> span per call, by the GenAI conventions; the span of the request itself is left to the client, which knows it best.
/// </summary>
public static class AiTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Concierge.Ai";

    private const int LongestId = 80;

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<long> Tokens = Meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Tokens per request.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "Time per request.");

    internal static ActivitySource Source { get; } = new(Name);

    internal static Activity? StartAgent(string service, ConversationId conversation)
    {
        Activity? activity = Source.StartActivity($"invoke_agent {service}");
        activity?.SetTag("gen_ai.operation.name", "invoke_agent");
        activity?.SetTag("gen_ai.agent.name", service);
        activity?.SetTag("gen_ai.conversation.id", conversation.Value);
        return activity;
    }

    internal static Activity? StartTool(AiTool tool, string callId)
    {
        Activity? activity = Source.StartActivity($"execute_tool {tool.Name}");
        activity?.SetTag("gen_ai.operation.name", "execute_tool");
        activity?.SetTag("gen_ai.tool.name", tool.Name);
        activity?.SetTag("gen_ai.tool.type", "function");
        activity?.SetTag("gen_ai.tool.description", tool.Function.Description);
        if (IsId(callId))
        {
            activity?.SetTag("gen_ai.tool.call.id", callId);
        }

        return activity;
    }

    internal static void Asked(string? model, UsageDetails? usage, TimeSpan took, string? error)
    {
        var tags = new TagList { { "gen_ai.operation.name", "chat" }, { "gen_ai.request.model", model } };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        Duration.Record(took.TotalSeconds, tags);
        if (usage is not null)
        {
            Record("input", usage.InputTokenCount);
            Record("output", usage.OutputTokenCount);
        }

        void Record(string type, long? count)
        {
            if (count is { } known)
            {
                TagList typed = tags;
                typed.Add("gen_ai.token.type", type);
                Tokens.Record(known, typed);
            }
        }
    }

    /// <summary>The model chooses it, and could choose somebody's words.</summary>
    private static bool IsId(string callId) => callId.Length <= LongestId && callId.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');
}
