using System.Globalization;
using Concierge.Ai.History;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Spending;

/// <summary>What one turn has used: every request counts, failed ones by an estimate.</summary>
internal sealed class UsageMeter(IDictionary<string, ModelPrice> prices)
{
    private const decimal PerMillion = 1_000_000m;

    public long Input { get; private set; }

    public long Cached { get; private set; }

    public long Output { get; private set; }

    public decimal Cost { get; private set; }

    public int Requests { get; private set; }

    public int Failed { get; private set; }

    public string? Model { get; private set; }

    public long Tokens => Input + Output;

    public void Add(string? model, UsageDetails? usage, IReadOnlyList<ChatMessage> messages, IReadOnlyList<ChatResponseUpdate> received)
    {
        Requests++;
        Model = model ?? Model;
        Count(
            model,
            usage?.InputTokenCount ?? EstimateInput(messages),
            usage?.CachedInputTokenCount ?? 0,
            usage?.OutputTokenCount ?? EstimateOutput(received));
    }

    public void AddFailed(string? model, IReadOnlyList<ChatMessage> messages, IReadOnlyList<ChatResponseUpdate> received)
    {
        Requests++;
        Failed++;

        // A request that was refused costs nothing; one that had begun to answer has read its input.
        if (received.Count > 0)
        {
            Count(model, EstimateInput(messages), 0, EstimateOutput(received));
        }
    }

    public static long EstimateInput(IReadOnlyList<ChatMessage> messages)
    {
        long tokens = 0;
        for (int i = 0; i < messages.Count; i++)
        {
            // A list behind an interface would make an enumerator for each of the messages, several times a turn.
            IList<AIContent> contents = messages[i].Contents;
            for (int j = 0; j < contents.Count; j++)
            {
                tokens += contents[j] switch
                {
                    TextContent text => TokenEstimate.Of(text.Text),
                    FunctionResultContent result => TokenEstimate.Of(result.Result as string),
                    DataContent => ImageTokens,
                    _ => 0,
                };
            }
        }

        return tokens;
    }

    /// <summary>What so many tokens of input would cost at most.</summary>
    public decimal Estimate(string? model, long tokens) =>
        (model ?? Model) is { } known && prices.TryGetValue(known, out ModelPrice? price) ? tokens * Math.Max(price.Input, price.Output) / PerMillion : 0;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Model ?? "model"}, {Requests} request(s), {Failed} failed, {Input} in ({Cached} cached), {Output} out, cost {Cost:0.######}");

    private const int ImageTokens = 1500;

    private static long EstimateOutput(IReadOnlyList<ChatResponseUpdate> received) => received.Sum(update => (long)TokenEstimate.Of(update.Text));

    private void Count(string? model, long input, long cached, long output)
    {
        Input += input;
        Cached += cached;
        Output += output;
        if (model is not null && prices.TryGetValue(model, out ModelPrice? price))
        {
            Cost += (((input - cached) * price.Input) + (cached * (price.CachedInput ?? price.Input)) + (output * price.Output)) / PerMillion;
        }
    }
}
