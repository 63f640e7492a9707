using System.Globalization;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Chatwoot;

/// <summary>Finds the account that a call names and its token opens, and the conversation in it.</summary>
internal static class ChatwootAccess
{
    public static (PhoneLine? Line, ChatwootError? Refused) Check(HttpContext context, PhoneLines lines)
    {
        string? account = (string?)context.Request.RouteValues["account"];
        string shown = context.Request.Headers["api_access_token"].ToString();
        PhoneLine? line = lines.All.FirstOrDefault(candidate => candidate.Provider is ChatwootProvider && candidate.Setting("AccountId") == account && candidate.Opens("AccessToken", shown));
        return line is null ? (null, ChatwootError.Unauthorized) : (line, null);
    }

    public static (PhoneLine? Line, DeskConversation? Conversation, ChatwootError? Refused) CheckConversation(HttpContext context, PhoneLines lines, HelpDesk desk)
    {
        (PhoneLine? line, ChatwootError? refused) = Check(context, lines);
        DeskConversation? conversation = line is not null && int.TryParse((string?)context.Request.RouteValues["conversation"], NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            ? desk.Find(line, id)
            : null;
        return (line, conversation, refused ?? (conversation is null ? ChatwootError.NotFound : null));
    }
}
