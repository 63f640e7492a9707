using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Admin;

/// <summary>What became of a change to a catalogue, but for what is not there.</summary>
internal static class ChangeAnswer
{
    public static Task WriteAsync(HttpContext context, ServiceChange change) => change.Status switch
    {
        ServiceChangeStatus.Saved => JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer => writer.WriteNumber("version", change.Version)),
        ServiceChangeStatus.Conflict => JsonAnswer.WriteAsync(context, StatusCodes.Status409Conflict, writer =>
        {
            writer.WriteString("title", "Changed by somebody else");
            writer.WriteNumber("status", StatusCodes.Status409Conflict);
            writer.WriteString("detail", "The stored version is another one. Load the definition again and send its version with the change.");
            writer.WriteNumber("version", change.Version);
        }),
        _ => JsonAnswer.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, writer =>
        {
            writer.WriteString("title", "Not valid");
            writer.WriteNumber("status", StatusCodes.Status422UnprocessableEntity);
            writer.WriteString("detail", "The definition was refused; what held before stays.");
            if (change.Problems.Count > 0)
            {
                ConversationEndpoints.WriteArray(writer, "problems", change.Problems, static (w, problem) => w.WriteStringValue(problem));
            }
        }),
    };
}
