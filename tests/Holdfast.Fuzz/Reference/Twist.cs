namespace Holdfast.Fuzz.Reference;

/// <summary>Deliberate mistakes in the reference: each is a twin that the comparison must tell from the parser, or it proves nothing.</summary>
internal enum Twist
{
    None,
    TakesBareLineFeed,
    TakesTwoEqualLengths,
    LetsTransferEncodingWin,
    TrimsNothing,
    KeepsNominatedFields,
    ForgetsHttp10Close,
    TakesSpaceAfterChunkSize,
    SkipsChunkEndCheck,
    KeepsHostTrailer,
    ReadsBodyOfHead,
    TakesUserInfoInHost,
    CountsHeadLimitOneTooFar,
}
