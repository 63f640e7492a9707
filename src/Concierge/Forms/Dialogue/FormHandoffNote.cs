using Concierge.Turns;
using Microsoft.Extensions.Options;

namespace Concierge.Forms.Dialogue;

/// <summary>Whoever takes over while a form has the word learns what is filled in. By then the turn's own services are gone.</summary>
internal sealed class FormHandoffNote(FormDirectory forms, IOptions<ConciergeOptions> options) : IHandoffNote
{
    public async ValueTask AddToHandoffAsync(TurnContext turn) => (await forms.FindAsync(turn.Document.ActiveService, turn))?.AddToHandoff(turn, options.Value.Routing.Language);
}
