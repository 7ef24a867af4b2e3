namespace Holdfast.EndToEnd.Kills;

/// <summary>A message that a receiver outside the gateway has.</summary>
/// <param name="Life">Number of the gateway's process that was alive.</param>
/// <param name="Channel">As the policy names it.</param>
/// <param name="Key">Idempotency-Key of a webhook, X-Holdfast-Key of a mail.</param>
internal sealed record HeardWord(int Life, string Channel, string Key);
