namespace Concierge.Tests.Forms;

public enum Treatment
{
    Haircut,
    Colour,
    Shave,
}
