namespace Concierge.Tests.Artifacts;

#region service
public sealed class StayService : IService
{
    public ValueTask HandleAsync(TurnContext turn)
    {
        turn.AddArtifact(ArtifactKinds.Booking, new Stay(Room: "12", Nights: 3));
        turn.AddArtifactFile(ArtifactKinds.Document, "Room 12, three nights.", fileName: "stay.txt");
        turn.Reply("Room 12 is yours.");
        return ValueTask.CompletedTask;
    }
}
#endregion
