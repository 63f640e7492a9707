namespace Concierge;

/// <summary>What leads to a service and how it answers.</summary>
public sealed class ServiceBuilder
{
    internal ServiceBuilder(string name) => Name = name;

    /// <summary>The service's name.</summary>
    public string Name { get; }

    internal List<string> KeywordList { get; } = [];

    internal List<string> ChoiceList { get; } = [];

    internal bool IsDefaultService { get; private set; }

    internal string? AnswerText { get; private set; }

    /// <summary>
    /// Words or phrases that lead here, found as whole words anywhere in the message, whatever their case and accents. The
    /// longest one found in a message wins.
    /// </summary>
    public ServiceBuilder Keywords(params IEnumerable<string> keywords)
    {
        KeywordList.AddRange(keywords);
        return this;
    }

    /// <summary>Ids of choices (buttons, list rows) that lead here.</summary>
    public ServiceBuilder Choices(params IEnumerable<string> choiceIds)
    {
        ChoiceList.AddRange(choiceIds);
        return this;
    }

    /// <summary>Answers whatever nothing else answers. One service at most.</summary>
    public ServiceBuilder Default()
    {
        IsDefaultService = true;
        return this;
    }

    /// <summary>A fixed answer: the whole service for <c>AddService(name, configure)</c>, the welcome for a human service.</summary>
    public ServiceBuilder Answer(string text)
    {
        AnswerText = text;
        return this;
    }
}
