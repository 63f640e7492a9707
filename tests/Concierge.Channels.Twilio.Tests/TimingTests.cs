using Concierge.Testing.Shared;

namespace Concierge.Channels.Twilio.Tests;

public sealed class TimingTests : TimingContract<TwilioFixture>
{
    protected override int SignatureStart => 0;
}
