using System.Text;
using System.Text.Json;
using Concierge.Ai.OpenAiCompatible.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Chat;

/// <summary>Turns the events of one streamed answer into updates. Not thread-safe.</summary>
internal sealed class StreamReading(string section, OpenAiCompatibleOptions settings)
{
    private readonly ToolCalls _calls = new();
    private readonly StringBuilder _refusal = new();
    private string? _id;
    private string? _model;
    private DateTimeOffset? _created;
    private ChatFinishReason? _finish;

    /// <summary>Whether the model said that it had finished, so that nothing is missing if the stream ends.</summary>
    public bool IsFinished => _finish is not null;

    /// <summary>Takes one event; null if it holds nothing to hand on.</summary>
    /// <exception cref="ModelRequestException">The event is an error.</exception>
    public ChatResponseUpdate? Take(JsonElement part)
    {
        _id ??= Field.Text(part, "id") is { Length: > 0 } id ? id : null;
        _model ??= Field.Text(part, "model") is { Length: > 0 } model ? model : null;
        _created ??= AnswerFields.Created(part);
        var contents = new List<AIContent>();
        if (Field.Array(part, "choices") is null && FailureReader.Find(part, section, settings) is { } failure)
        {
            throw failure;
        }

        foreach (JsonElement choice in Field.Elements(part, "choices").Take(1))
        {
            TakeChoice(choice, contents);
        }

        if (UsageReader.Read(part) is { } usage)
        {
            contents.Add(new UsageContent(usage));
        }

        return contents.Count == 0 ? null : Update(contents);
    }

    /// <summary>The last update, with the calls that are complete only now.</summary>
    /// <exception cref="ModelRequestException">The stream ended before the model had finished.</exception>
    public ChatResponseUpdate End(bool isDone)
    {
        if (!isDone && !IsFinished)
        {
            throw new ModelRequestException(ModelFailure.CutOff, "The endpoint's answer broke off before the model had finished.");
        }

        List<AIContent> contents = [.. _calls.Complete()];
        if (_refusal.Length > 0)
        {
            contents.Add(AnswerFields.Refusal(_refusal.ToString()));
        }

        ChatResponseUpdate update = Update(contents);
        update.FinishReason = _calls.Any ? ChatFinishReason.ToolCalls : _finish ?? ChatFinishReason.Stop;
        return update;
    }

    private void TakeChoice(JsonElement choice, List<AIContent> contents)
    {
        if (Field.Object(choice, "delta") is { } delta)
        {
            if (AnswerFields.Reasoning(delta) is { Length: > 0 } thought)
            {
                contents.Add(new TextReasoningContent(thought));
            }

            if (AnswerFields.Words(delta) is { Length: > 0 } words)
            {
                contents.Add(new TextContent(words));
            }

            _refusal.Append(Field.Text(delta, "refusal"));
            _calls.AddPiece(delta);
        }

        _finish = AnswerFields.FinishReason(choice) ?? _finish;
    }

    private ChatResponseUpdate Update(List<AIContent> contents) => new(ChatRole.Assistant, contents)
    {
        ResponseId = _id,
        MessageId = _id,
        ModelId = _model,
        CreatedAt = _created,
    };
}
