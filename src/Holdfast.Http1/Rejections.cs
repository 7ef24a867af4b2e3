using static Holdfast.Http1.RejectionReason;

namespace Holdfast.Http1;

/// <summary>The one table from <see cref="RejectionReason"/> to status, metric label and text.</summary>
public static class Rejections
{
    private static readonly Rejection[] ByReason = Index(
    [
        new(None, 0, "none", "not rejected"),
        new(BareLineFeed, 400, "bare_line_feed", "a line ends with LF alone instead of CRLF"),
        new(BareCarriageReturn, 400, "bare_carriage_return", "a CR is not followed by LF"),
        new(ControlByte, 400, "control_byte", "a control byte (NUL, tab in a name, DEL or similar) is in the head"),
        new(StartLineTooLong, 414, "start_line_too_long", "the start line is longer than the limit"),
        new(HeadTooLarge, 431, "head_too_large", "start line and fields together are larger than the limit"),
        new(TooManyFields, 431, "too_many_fields", "there are more field lines than the limit"),
        new(EmptyLinesBeforeRequest, 400, "empty_lines_before_request", "more than one empty line precedes the request line"),
        new(RequestLineMalformed, 400, "request_line_malformed", "the request line is not METHOD SP target SP HTTP/digit.digit"),
        new(MethodRefused, 501, "method_refused", "CONNECT and TRACE are not served"),
        new(VersionUnsupported, 505, "version_unsupported", "the version is neither HTTP/1.0 nor HTTP/1.1"),
        new(StatusLineMalformed, 400, "status_line_malformed", "the status line is not HTTP/digit.digit SP 100-599 SP reason"),
        new(TargetByteInvalid, 400, "target_byte_invalid", "the target holds '#', '\\', a space or a byte outside printable ASCII"),
        new(TargetEncodesNul, 400, "target_encodes_nul", "the target holds %00"),
        new(TargetFormInvalid, 400, "target_form_invalid", "the target is neither a path, an http(s) URI with a path, nor '*'"),
        new(TargetAuthorityInvalid, 400, "target_authority_invalid", "the authority in the target is not host[:port]"),
        new(AsteriskWithoutOptions, 400, "asterisk_without_options", "the target '*' belongs to OPTIONS only"),
        new(LineFolding, 400, "line_folding", "a field line is folded (begins with a space or tab)"),
        new(WhitespaceBeforeFields, 400, "whitespace_before_fields", "whitespace stands before the first field line"),
        new(WhitespaceBeforeColon, 400, "whitespace_before_colon", "whitespace stands between a field name and its colon"),
        new(FieldNameEmpty, 400, "field_name_empty", "a field line has no name"),
        new(FieldNameInvalid, 400, "field_name_invalid", "a field name holds a byte that a token must not hold"),
        new(ColonMissing, 400, "colon_missing", "a field line has no colon"),
        new(HostMissing, 400, "host_missing", "an HTTP/1.1 request has no Host"),
        new(HostRepeated, 400, "host_repeated", "there is more than one Host"),
        new(HostInvalid, 400, "host_invalid", "Host is not host[:port]"),
        new(HostDiffersFromTarget, 400, "host_differs_from_target", "Host and the authority of the target differ"),
        new(ContentLengthInvalid, 400, "content_length_invalid", "Content-Length is not 1 to 18 digits"),
        new(ContentLengthRepeated, 400, "content_length_repeated", "there is more than one Content-Length"),
        new(ContentLengthWithTransferEncoding, 400, "content_length_with_transfer_encoding", "Content-Length and Transfer-Encoding are both present"),
        new(TransferEncodingRepeated, 400, "transfer_encoding_repeated", "there is more than one Transfer-Encoding"),
        new(TransferEncodingUnknown, 501, "transfer_encoding_unknown", "Transfer-Encoding is not exactly 'chunked'"),
        new(TransferEncodingInHttp10, 400, "transfer_encoding_in_http10", "Transfer-Encoding is used in an HTTP/1.0 message"),
        new(ConnectionInvalid, 400, "connection_invalid", "Connection is not a short list of tokens"),
        new(ConnectionNamesProtectedField, 400, "connection_names_protected_field", "Connection names a field for framing, routing, credentials or forwarding"),
        new(ExpectationUnknown, 417, "expectation_unknown", "Expect is not exactly '100-continue'"),
        new(ChunkSizeInvalid, 400, "chunk_size_invalid", "a chunk size is not hexadecimal digits"),
        new(ChunkSizeTooLarge, 400, "chunk_size_too_large", "a chunk size has more than 16 digits or is above 2^63-1"),
        new(ChunkExtensionInvalid, 400, "chunk_extension_invalid", "a chunk extension is not ;token or ;token=value"),
        new(ChunkLineTooLong, 400, "chunk_line_too_long", "a chunk size line is longer than the limit"),
        new(ChunkExtensionsTooLarge, 400, "chunk_extensions_too_large", "the chunk extensions of one body are together larger than the limit"),
        new(ChunkEndMissing, 400, "chunk_end_missing", "chunk data is not followed by CRLF"),
        new(TrailersTooLarge, 431, "trailers_too_large", "the trailer section is larger than the limit"),
    ]);

    public static IReadOnlyList<Rejection> All => ByReason;

    public static Rejection Of(RejectionReason reason) => ByReason[(int)reason];

    private static Rejection[] Index(Rejection[] rows)
    {
        var byReason = new Rejection[rows.Length];
        foreach (Rejection row in rows)
        {
            byReason[(int)row.Reason] = row;
        }

        return byReason;
    }
}
