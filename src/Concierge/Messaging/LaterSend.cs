using System.Text;
using System.Text.Json;
using Concierge.Channels;

namespace Concierge.Messaging;

/// <summary>A message that is to be sent later waits as a timer.</summary>
internal static class LaterSend
{
    public const string Handler = "concierge.send";

    public static ConversationTimer Write(SendMessageCommand send, DateTimeOffset at)
    {
        using JsonDocument written = JsonDocument.Parse(ConciergeJson.Write(send));
        return new ConversationTimer { Id = send.Id, Handler = Handler, DueAt = at, Data = written.RootElement.Clone() };
    }

    public static SendMessageCommand? Read(ConversationTimer timer) =>
        timer is { Handler: Handler, Data: { } data } ? ConciergeJson.ReadInput(Encoding.UTF8.GetBytes(data.GetRawText())) as SendMessageCommand : null;
}
