using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Twilio.Tests;

public sealed class TwilioReadingTests : ChannelReadingContract<TwilioFixture>;
