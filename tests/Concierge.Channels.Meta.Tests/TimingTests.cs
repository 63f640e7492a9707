using Concierge.Testing.Shared;

namespace Concierge.Channels.Meta.Tests;

public sealed class TimingTests : TimingContract<MetaFixture>
{
    protected override int SignatureStart => 7;
}
