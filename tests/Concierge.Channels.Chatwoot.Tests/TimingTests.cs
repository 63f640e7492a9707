using Concierge.Testing.Shared;

namespace Concierge.Channels.Chatwoot.Tests;

public sealed class TimingTests : TimingContract<ChatwootFixture>
{
    protected override int SignatureStart => 7;
}
