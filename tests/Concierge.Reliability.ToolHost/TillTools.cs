using System.ComponentModel;
using Concierge.Ai;
using Concierge.Channels;

namespace Concierge.Reliability.ToolHost;

/// <summary>One tool that must not run twice, one that may. Each leaves time to die before and after its effect.</summary>
internal sealed class TillTools(Till till)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    [Tool(Title = "Pay")]
    [Description("Takes a payment.")]
    public async Task<string> PayAsync(int amount, ToolContext context)
    {
        string person = Person(context);
        till.Write("begin", person, context.IdempotencyKey);
        await Task.Delay(Pause, context.Clock);
        till.Write("effect", person, context.IdempotencyKey);
        await Task.Delay(Pause, context.Clock);
        till.Write("end", person, context.IdempotencyKey);
        return $"paid {amount}";
    }

    [Tool(Title = "Note", Idempotent = true)]
    [Description("Notes a payment.")]
    public async Task<string> NoteAsync(int amount, ToolContext context)
    {
        till.Write("note", Person(context), context.IdempotencyKey);
        await Task.Delay(Pause, context.Clock);
        return $"noted {amount}";
    }

    private static string Person(ToolContext context) => context.Contact.Find(ContactAddressKind.Phone)!.TrimStart('+');
}
