using Microsoft.Extensions.Logging;

namespace Concierge.Forms;

internal static partial class FormLog
{
    [LoggerMessage(1901, LogLevel.Warning, "The extractor of form {Form} failed in conversation {Conversation}; the form goes on without it.")]
    public static partial void ExtractorFailed(ILogger logger, string form, ConversationId conversation, Exception exception);
}
