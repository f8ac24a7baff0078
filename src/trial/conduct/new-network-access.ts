import { shows } from '../conduct-rule.js'

/** A fix seldom needs to talk to anybody. */
export const newNetworkAccess = shows('new-network-access', [
  {
    pattern:
      /\bfetch\s*\(|\bhttps?\.(get|request|Get|Post)\s*\(|\bnode:https?\b|\baxios\b|\bXMLHttpRequest\b|\bWebSocket\s*\(|\brequests\.(get|post|put)\s*\(|\burllib\b|\bhttpx\.|\bnet\.(connect|createConnection|Dial)|\bsocket\.socket\(|\bHttpClient\b|\bNet::HTTP\b|\bopen-uri\b|\bcurl_(init|exec)\s*\(|\breqwest::|\bTcpStream::connect\(|\bfsockopen\s*\(/,
  },
])
