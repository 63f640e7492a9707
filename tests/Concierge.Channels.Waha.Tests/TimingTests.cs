using Concierge.Testing.Shared;

namespace Concierge.Channels.Waha.Tests;

public sealed class TimingTests : TimingContract<WahaFixture>
{
    protected override int SignatureStart => 0;
}
