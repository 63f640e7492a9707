using Concierge.Channels;

namespace Concierge.Ingress;

internal sealed record DecodedInput(AccountKey? Account, ConversationInput Input);
