namespace Holdfast.Http1;

/// <summary>Why a message was refused. Closed; the table in <see cref="Rejections"/> maps each to a status and a metric label.</summary>
public enum RejectionReason : byte
{
    None = 0,

    // Any line
    BareLineFeed,
    BareCarriageReturn,
    ControlByte,

    // Bounds
    StartLineTooLong,
    HeadTooLarge,
    TooManyFields,

    // Start line
    EmptyLinesBeforeRequest,
    RequestLineMalformed,
    MethodRefused,
    VersionUnsupported,
    StatusLineMalformed,

    // Target
    TargetByteInvalid,
    TargetEncodesNul,
    TargetFormInvalid,
    TargetAuthorityInvalid,
    AsteriskWithoutOptions,

    // Field lines
    LineFolding,
    WhitespaceBeforeFields,
    WhitespaceBeforeColon,
    FieldNameEmpty,
    FieldNameInvalid,
    ColonMissing,

    // Host
    HostMissing,
    HostRepeated,
    HostInvalid,
    HostDiffersFromTarget,

    // Framing
    ContentLengthInvalid,
    ContentLengthRepeated,
    ContentLengthWithTransferEncoding,
    TransferEncodingRepeated,
    TransferEncodingUnknown,
    TransferEncodingInHttp10,

    // Connection and Expect
    ConnectionInvalid,
    ConnectionNamesProtectedField,
    ExpectationUnknown,

    // Chunked bodies
    ChunkSizeInvalid,
    ChunkSizeTooLarge,
    ChunkExtensionInvalid,
    ChunkLineTooLong,
    ChunkExtensionsTooLarge,
    ChunkEndMissing,
    TrailersTooLarge,
}
