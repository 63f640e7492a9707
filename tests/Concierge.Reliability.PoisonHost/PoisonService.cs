namespace Concierge.Reliability.PoisonHost;

/// <summary>Echoes, unless a text tells it to do the worst that a handler can do.</summary>
internal sealed class PoisonService : IService
{
    public async ValueTask HandleAsync(TurnContext turn)
    {
        switch (turn.Text.Split('-')[0])
        {
            case "die":
                Environment.FailFast("Asked to by the message.");
                break;
            case "overflow":
                Overflow(0);
                break;
            case "throw":
                throw new InvalidOperationException("Asked to by the message.");
            case "hang":
                // Deaf to the turn's token, as a handler that waits for a broken library is.
                await new TaskCompletionSource().Task;
                break;
        }

        turn.Reply($"echo: {turn.Text}");
    }

    private static int Overflow(int depth) => Overflow(depth + 1) + 1;
}
